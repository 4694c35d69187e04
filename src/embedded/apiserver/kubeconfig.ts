import { chmodSync, writeFileSync } from 'node:fs';

/** Where the server is and how it is spoken to. */
export interface ServerAddress {
  readonly url: string;
  readonly token: string;
  /** PEM. */
  readonly certificate: string;
}

const name = 'harmony-embedded';

/** A kubeconfig with one context, `harmony-embedded`, in `namespace`. JSON is YAML, too, and needs no quoting rules. */
export function kubeconfig({ url, token, certificate }: ServerAddress, namespace: string): string {
  const authority = Buffer.from(certificate, 'utf8').toString('base64');
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name, cluster: { server: url, 'certificate-authority-data': authority } }],
      users: [{ name, user: { token } }],
      contexts: [{ name, context: { cluster: name, user: name, namespace } }],
      'current-context': name,
    },
    undefined,
    2,
  )}\n`;
}

/** Writes a kubeconfig that nobody else can read: there is a token in it. */
export function writeKubeconfig(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  // A file that was there before keeps its mode when it is written.
  chmodSync(file, 0o600);
}
