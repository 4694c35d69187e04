import { describeFailure } from '../../../src/cli/failure.ts';
import { chooseTarget } from '../../../src/kube/config/choose-target.ts';
import { KubeconfigError } from '../../../src/kube/config/kubeconfig-error.ts';
import { accepted, type FuzzTarget, refused } from '../fuzz-target.ts';
import { scratchFile } from '../scratch-file.ts';

const seeds = [
  `apiVersion: v1
kind: Config
clusters:
- name: prod
  cluster: { server: "https://10.0.0.1:6443", certificate-authority: ca.pem, tls-server-name: api }
- name: dev
  cluster: { server: localhost:8080, insecure-skip-tls-verify: true, proxy-url: "socks5://127.0.0.1:1080" }
users:
- name: alice
  user:
    exec: { apiVersion: client.authentication.k8s.io/v1, command: ./plugin, args: [a, b], env: [{ name: A, value: b }] }
- name: bob
  user: { token: secret-token, as: carol, as-groups: [g], client-certificate-data: AAAA, client-key: key.pem }
contexts:
- name: prod
  context: { cluster: prod, user: alice, namespace: web }
- name: dev
  context: { cluster: dev, user: bob }
current-context: prod
`,
  '{"clusters":[{"name":"c","cluster":{"server":"http://127.0.0.1:1"}}],"contexts":[{"name":"x","context":{"cluster":"c"}}],"current-context":"x"}',
];

/** Kubeconfig files, resolved to where requests go. */
export function kubeconfigs(): FuzzTarget {
  const file = scratchFile('config');
  return {
    name: 'kubeconfig YAML',
    seeds,
    structure: 'yaml',
    isPrinted: true,
    words: [
      'clusters:',
      'users:',
      'contexts:',
      'current-context:',
      'server:',
      'name:',
      'context:',
      'exec:',
      'command',
      'token',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '<<: *a',
      '!!binary',
      'https://',
      'http://[::1]:1',
      '%YAML',
      '---',
      'null',
      '~',
    ],
    judge(input) {
      file.write(input);
      try {
        chooseTarget({ kubeconfig: file.path, environment: {}, serviceAccountFolder: '/nonexistent' });
        return accepted;
      } catch (error) {
        if (!(error instanceof KubeconfigError)) throw error;
        if (error.message.includes('secret-token')) throw new Error(`the message tells a secret: ${error.message}`);
        return refused(describeFailure(error, false).text.trimEnd());
      }
    },
    close: () => file.close(),
  };
}
