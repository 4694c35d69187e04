import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { serveApi } from '../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../src/embedded/create.ts';
import { bigCluster } from './big-cluster.ts';

// `fan-out-program.ts WATCHERS CHANGES_PER_SECOND SECONDS`: serves a cluster, lets a second process watch it, and changes ConfigMaps at
// the given rate. Prints one line of JSON; memory is the server's alone.
const [watchers = 1, changesPerSecond = 1, seconds = 1] = process.argv.slice(2).map(Number);
const tickMs = 20;
const configMaps = 50;

const cluster = createEmbeddedCluster(bigCluster(1, 1));
const { kernel } = cluster;
const server = await serveApi({ kernel });
const clients = fork(join(import.meta.dirname, 'fan-out-clients.ts'), [`${watchers}`], { stdio: 'inherit' });
clients.send({ url: server.url, token: server.token, certificate: server.certificate });
await once(clients, 'message');

const startedAt = performance.now();
let written = 0;
for (;;) {
  const elapsedMs = performance.now() - startedAt;
  const due = Math.min(seconds, elapsedMs / 1000) * changesPerSecond;
  for (; written < due; written += 1) write(written);
  if (elapsedMs >= seconds * 1000) break;
  await wait(tickMs);
}
const took = (performance.now() - startedAt) / 1000;
clients.send({ written });
const [heard] = (await once(clients, 'message')) as [Record<string, number>];
clients.kill();
await once(clients, 'exit');
await server.close();
await cluster.close();
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ seconds: took, written, ...heard, peakMb })}\n`);

function write(number: number): void {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `map-${number % configMaps}`, namespace: 'bench' },
    data: { number: String(number), writtenAt: String(Date.now()) },
  };
  kernel.api.apply(object, { fieldManager: 'bench', force: true });
}
