import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { type Cluster, ClusterError, type ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { NamespaceObjects } from './namespace-objects.ts';

/** A namespace as it was read, and what could not be read of it, by the plural of the kind. */
export interface ReadNamespace extends NamespaceObjects {
  readonly unread: ReadonlyMap<string, ClusterError>;
}

/**
 * Reads what autoscaling is about. A kind that is not served, or that one may not list, counts as none.
 *
 * @throws ClusterError where the server is not reached at all
 */
export async function readNamespace(cluster: Cluster, namespace: string): Promise<ReadNamespace> {
  const unread = new Map<string, ClusterError>();
  const read = async <T extends KubernetesObject>(type: ResourceType): Promise<readonly T[]> => {
    try {
      const { items } = await cluster.list(type, { namespace });
      return items as readonly T[];
    } catch (error) {
      if (!(error instanceof ClusterError) || error.code === 0) throw error;
      unread.set(type.plural, error);
      return [];
    }
  };
  const [hpas, scaledObjects, vpas, deployments] = await Promise.all([
    read<NamespaceObjects['hpas'][number]>(resources.horizontalPodAutoscalers),
    read<NamespaceObjects['scaledObjects'][number]>(resources.scaledObjects),
    read<NamespaceObjects['vpas'][number]>(resources.verticalPodAutoscalers),
    read<NamespaceObjects['deployments'][number]>(resources.deployments),
  ]);
  return { namespace, hpas, scaledObjects, vpas, deployments, unread };
}
