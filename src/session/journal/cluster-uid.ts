import { type Cluster, ClusterError } from '../../cluster/port.ts';

/** The uid of the namespace kube-system, by which a cluster is told from others of the same name; null where it may not be read. */
export async function clusterUid(cluster: Pick<Cluster, 'get'>): Promise<string | null> {
  try {
    const namespace = await cluster.get({ apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' });
    return namespace?.metadata.uid ?? null;
  } catch (error) {
    if (error instanceof ClusterError && error.code === 403) return null;
    throw error;
  }
}
