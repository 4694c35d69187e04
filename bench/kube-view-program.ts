import type { KubernetesObject } from '../src/autoscaling/objects.ts';
import { resources } from '../src/cluster/resources.ts';
import { openKubeCluster } from '../src/kube/open-kube-cluster.ts';
import type { Result } from './result.ts';

// Run by kube-memory.ts with a kubeconfig, the number of pods and the seconds to watch: keeps a view of all pods and prints what it took.
const [kubeconfig = '', pods = '0', watchSeconds = '0'] = process.argv.slice(2);
const megabyte = 1024 * 1024;
const view = new Map<string, KubernetesObject>();
let told = 0;
const results: Result[] = [];

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / megabyte;
}

const cluster = await openKubeCluster({ kubeconfig });
const idleHeap = heap();
const startedAt = performance.now();
await new Promise<void>((resolve) => {
  cluster.reflect(
    resources.pods,
    {},
    {
      onUpsert(object) {
        told += 1;
        view.set(object.metadata.uid ?? '', object);
      },
      onDelete: ({ metadata }) => view.delete(metadata.uid ?? ''),
      onHealth: ({ state }) => state === 'live' && resolve(),
    },
  );
});
results.push({ name: `list of ${pods} pods until live`, value: performance.now() - startedAt, unit: 'ms' });
if (view.size !== Number(pods)) throw new Error(`${view.size} pods instead of ${pods}`);
results.push({ name: 'heap with the list', value: heap(), unit: 'MB', note: `${idleHeap.toFixed(0)} MB before it` });
const cpuBefore = process.cpuUsage();
const toldBefore = told;
await new Promise((resolve) => setTimeout(resolve, Number(watchSeconds) * 1000));
const { user, system } = process.cpuUsage(cpuBefore);
const seconds = Number(watchSeconds);
results.push(
  { name: 'changes told while watching', value: (told - toldBefore) / seconds, unit: '/s' },
  { name: 'CPU while watching', value: (user + system) / 1e4 / seconds, unit: '% of a core' },
  { name: 'heap after the watch', value: heap(), unit: 'MB' },
  { name: 'resident now', value: process.memoryUsage().rss / megabyte, unit: 'MB', aim: { below: 250 } },
  { name: 'resident at most', value: process.resourceUsage().maxRSS / 1024, unit: 'MB', aim: { below: 250 } },
);
await cluster.close();
process.stdout.write(JSON.stringify(results));
