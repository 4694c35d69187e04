import { expect, test } from 'vitest';
import { kubectlCommands } from '../../../src/cli/live/kubectl-commands.ts';

test('kubectl is told which cluster, whatever is current where it is typed', () => {
  expect(kubectlCommands('kind-demo', 'memes')).toEqual([
    'kubectl --context kind-demo -n memes get hpa,pods',
    'kubectl --context kind-demo -n memes get pods -w',
  ]);
});

test('a kubeconfig of one’s own and odd names are quoted for the shell', () => {
  expect(kubectlCommands("it's", 'memes', '/tmp/my config')[0]).toBe(
    String.raw`kubectl --kubeconfig '/tmp/my config' --context 'it'\''s' -n memes get hpa,pods`,
  );
});

test('inside of a cluster there is no context to name', () => {
  expect(kubectlCommands('in-cluster', 'memes')[0]).toBe('kubectl -n memes get hpa,pods');
});
