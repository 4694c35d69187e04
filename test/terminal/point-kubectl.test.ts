import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { kubectlIsThere } from '../embedded/apiserver/kubectl.ts';
import { CockpitTerminal } from './cockpit-terminal.ts';

async function kubeconfigOf(terminal: CockpitTerminal): Promise<string> {
  await terminal.opened();
  terminal.type('K');
  const screen = await terminal.waitFor('the export line', ({ text }) => /export KUBECONFIG=\S+/.test(text));
  return /export KUBECONFIG=(\S+)/.exec(screen.text)?.[1] ?? '';
}

describe('K in the running cockpit', () => {
  test('names a kubeconfig that only its owner can read, and that goes with the cockpit', async () => {
    await using terminal = new CockpitTerminal();
    const file = await kubeconfigOf(terminal);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    terminal.type('x');
    await terminal.waitFor('the panes', ({ text }) => !text.includes('KUBECONFIG'));
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  test.skipIf(!kubectlIsThere)('lets the real kubectl see what the cockpit shows', async () => {
    await using terminal = new CockpitTerminal();
    const file = await kubeconfigOf(terminal);
    const { stdout } = await promisify(execFile)('kubectl', ['get', 'hpa,deploy'], {
      env: { ...process.env, KUBECONFIG: file },
    });
    expect(stdout).toMatch(/horizontalpodautoscaler.autoscaling\/meme-backend +Deployment\/meme-backend/);
    expect(stdout).toMatch(/deployment.apps\/meme-backend +1\/1/);
  });
});
