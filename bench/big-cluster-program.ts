import { plusMs } from '../src/autoscaling/units.ts';
import { resources } from '../src/cluster/resources.ts';
import { createEmbeddedCluster } from '../src/embedded/create.ts';
import { benchNamespace, bigCluster } from './big-cluster.ts';

// `big-cluster-program.ts HPAS PODS_EACH VIRTUAL_SECONDS`: how fast that cluster's time can pass, in a process of its own, whose memory
// is then its memory. Prints one line of JSON.
const [hpas = 1, podsEach = 1, virtualSeconds = 60] = process.argv.slice(2).map(Number);
const startUpMs = 120_000;

const cluster = createEmbeddedCluster(bigCluster(hpas, podsEach));
const { kernel } = cluster;
await cluster.advanceTo(plusMs(kernel.clock.now(), startUpMs));
// Without it nothing would happen: each Deployment loses its oldest pod four times a minute.
kernel.clock.every(15_000, () => {
  for (let index = 0; index < hpas; index++) {
    const selector = { matchLabels: { app: `web-${index}` } };
    const [oldest] = kernel.store.select(resources.pods, benchNamespace, selector);
    if (oldest) kernel.api.delete({ apiVersion: 'v1', kind: 'Pod', ...oldest.metadata });
  }
});
const changesBefore = kernel.store.resourceVersion;
const startedAt = performance.now();
await cluster.advanceTo(plusMs(kernel.clock.now(), virtualSeconds * 1000));
const wallMs = performance.now() - startedAt;
const changes = kernel.store.resourceVersion - changesBefore;
const pods = kernel.kubelet.running().length;
await cluster.close();
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ wallMs, virtualSeconds, changes, pods, peakMb })}\n`);
