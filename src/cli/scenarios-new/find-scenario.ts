import { openKubeCluster } from '../../kube/open-kube-cluster.ts';
import { readNamespace } from '../../session/discovery/read-namespace.ts';
import { unreachable } from '../live/reachable.ts';
import type { KubeChoice } from '../options.ts';
import { chooseWorkload } from '../watch/choose-workload.ts';
import { type FoundScenario, foundScenario } from './found-scenario.ts';

/**
 * Reads a namespace of a real cluster, and changes nothing there.
 *
 * @throws KubeconfigError for a kubeconfig that cannot be used, CliError where nothing has an autoscaler, or where no server answers
 */
export async function findScenario(title: string, namespace: string, kube: KubeChoice): Promise<FoundScenario> {
  const cluster = await openKubeCluster({ ...kube, namespace });
  try {
    const objects = await readNamespace(cluster, namespace).catch((error: unknown) => {
      throw unreachable(cluster, error);
    });
    // Says what was looked for where nothing scales.
    chooseWorkload(objects, undefined);
    return foundScenario(title, objects, cluster.identity.context);
  } finally {
    await cluster.close();
  }
}
