import { openKubeCluster } from '../../src/kube/open-kube-cluster.ts';
import { clusterContract } from '../cluster/contract.ts';
import { namespace } from '../embedded/kernel/objects.ts';
import { placeKubeconfig, serveTestCluster } from './served-cluster.ts';

clusterContract('a real cluster, over HTTP', async () => {
  const served = await serveTestCluster();
  const config = placeKubeconfig(served.address);
  const cluster = await openKubeCluster({ kubeconfig: config.path });
  return {
    cluster,
    namespace,
    async eventually(holds) {
      for (let tries = 0; tries < 600; tries += 1) {
        if (await holds()) return;
        await served.passMs(100);
        // What the server sent arrives in a later turn of the event loop.
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      throw new Error('the condition did not come true within a minute');
    },
    async dispose() {
      await cluster.close();
      await served.close();
      config.remove();
    },
  };
});
