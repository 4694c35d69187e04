import type { KubernetesObject, Pod } from '../../autoscaling/objects.ts';
import type { CoreEvent, Deployment, Node } from '../../cluster/objects.ts';
import { type Cluster, ClusterError, type ListOptions, type ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { Scenario } from '../../scenario/model.ts';
import { type ReadNamespace, readNamespace } from '../../session/discovery/read-namespace.ts';
import type { Outside } from '../../signals/outside.ts';

/** A list as it was read, or why it was not. */
export type Listed<T> =
  | { readonly items: readonly T[]; readonly error?: never }
  | { readonly items?: never; readonly error: ClusterError };

/** What is examined: a cluster, what is to be done on it, and what was found there. */
export interface Patient {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  /** How servers outside of the cluster's API are asked. */
  readonly outside: Outside;
  /** The target's. */
  readonly objects: ReadNamespace;
  /** Pods and events of the target's namespace. */
  readonly pods: Listed<Pod>;
  readonly events: Listed<CoreEvent>;
  readonly nodes: Listed<Node>;
  readonly apiServices: Listed<KubernetesObject>;
  /** Pods and Deployments of all namespaces. */
  readonly allPods: Listed<Pod>;
  readonly allDeployments: Listed<Deployment>;
}

/** Reads everything the checks look at. @throws ClusterError where the server is not reached at all */
export async function readPatient(cluster: Cluster, scenario: Scenario, outside: Outside): Promise<Patient> {
  const { namespace } = scenario.target;
  const list = <T extends KubernetesObject>(type: ResourceType, options: ListOptions = {}) =>
    listed<T>(cluster, type, options);
  const [objects, pods, events, nodes, apiServices, allPods, allDeployments] = await Promise.all([
    readNamespace(cluster, namespace),
    list<Pod>(resources.pods, { namespace }),
    list<CoreEvent>(resources.events, { namespace }),
    list<Node>(resources.nodes),
    list(resources.apiServices),
    list<Pod>(resources.pods),
    list<Deployment>(resources.deployments),
  ]);
  return { cluster, scenario, outside, objects, pods, events, nodes, apiServices, allPods, allDeployments };
}

async function listed<T extends KubernetesObject>(
  cluster: Cluster,
  type: ResourceType,
  options: ListOptions,
): Promise<Listed<T>> {
  try {
    const { items } = await cluster.list(type, options);
    return { items: items as readonly T[] };
  } catch (error) {
    if (!(error instanceof ClusterError) || error.code === 0) throw error;
    return { error };
  }
}
