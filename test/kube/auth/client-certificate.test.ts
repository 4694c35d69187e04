import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { selfSignedIdentity } from '../../../src/embedded/apiserver/certificate/self-signed.ts';
import { openKubeCluster } from '../../../src/kube/open-kube-cluster.ts';

test('a user with a certificate shows it, and the new one on new connections once its file is renewed', async () => {
  const identity = selfSignedIdentity(new Date());
  const shown: string[] = [];
  const server = createServer(
    { key: identity.key, cert: identity.certificate, requestCert: true, rejectUnauthorized: false },
    ({ socket }, response) => {
      shown.push((socket as TLSSocket).getPeerX509Certificate()?.toString().trim() ?? 'none');
      response.end('{}');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'harmony-certificate-'));
  const renew = () => {
    const { key, certificate } = selfSignedIdentity(new Date());
    writeFileSync(join(folder, 'client.key'), key);
    writeFileSync(join(folder, 'client.crt'), certificate);
    return certificate.trim();
  };
  const first = renew();
  const config = {
    clusters: [
      {
        name: 'c',
        cluster: {
          server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
          'certificate-authority-data': Buffer.from(identity.certificate).toString('base64'),
        },
      },
    ],
    users: [{ name: 'u', user: { 'client-certificate': 'client.crt', 'client-key': 'client.key' } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  };
  writeFileSync(join(folder, 'config'), JSON.stringify(config));
  const cluster = await openKubeCluster({ kubeconfig: join(folder, 'config') });
  await cluster.getRaw('/version');
  const second = renew();
  await cluster.getRaw('/version');
  expect(shown).toEqual([first, second]);
  await cluster.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});
