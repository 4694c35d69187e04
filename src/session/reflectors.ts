import type { Cancel } from '../cluster/clock.ts';
import type { Cluster } from '../cluster/port.ts';
import { resources } from '../cluster/resources.ts';
import type { Recorder } from './recorder.ts';

const namespacedTypes = [
  resources.pods,
  resources.deployments,
  resources.replicaSets,
  resources.horizontalPodAutoscalers,
  resources.scaledObjects,
  resources.verticalPodAutoscalers,
  resources.jobs,
  resources.events,
];

/** Names of the sources that are the cluster's own API. */
export const clusterSources: readonly string[] = [...namespacedTypes, resources.nodes].map(({ plural }) => plural);

/** Observes the namespace's objects, the nodes, and what the HPA controller decides where it tells. Each resource type is a source, named by its plural. The one cancel ends all. */
export function startReflectors(cluster: Cluster, namespace: string, recorder: Recorder): Cancel {
  const now = () => cluster.clock.now();
  const cancels = [...namespacedTypes, resources.nodes].map((type) => {
    const source = type.plural;
    return cluster.reflect(type, type.namespaced ? { namespace } : {}, {
      onUpsert: (object) => recorder.record({ at: now(), source, kind: 'objectUpserted', object }),
      onDelete: (object) => recorder.record({ at: now(), source, kind: 'objectDeleted', object }),
      onHealth: (health) => recorder.record({ at: now(), source, kind: 'sourceHealth', health }),
    });
  });
  const stopDecisions = cluster.watchDecisions?.((hpa, decision) => {
    if (hpa.namespace === namespace)
      recorder.record({ at: now(), source: 'decisions', kind: 'decisionMade', hpa, decision });
  });
  return () => {
    for (const cancel of cancels) cancel();
    stopDecisions?.();
  };
}
