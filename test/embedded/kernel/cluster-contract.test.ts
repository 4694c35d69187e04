import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { clusterContract, knownConfigMaps } from '../../cluster/contract.ts';
import { deployment, namespace } from './objects.ts';
import { setupOf } from './setup.ts';

const configMaps: readonly KubernetesObject[] = knownConfigMaps.map((name) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, labels: { group: 'known' } },
}));

clusterContract('the embedded cluster', async () => {
  const cluster = createEmbeddedCluster(setupOf([...configMaps, deployment(2)]));
  const pass = (ms: number) => cluster.advanceTo(plusMs(cluster.clock.now(), ms));
  await pass(10_000);
  return {
    cluster,
    namespace,
    eventually: async (holds) => {
      for (let tries = 0; tries < 600; tries += 1) {
        if (await holds()) return;
        await pass(100);
      }
      throw new Error('the condition did not come true within a minute');
    },
    dispose: () => cluster.close(),
  };
});
