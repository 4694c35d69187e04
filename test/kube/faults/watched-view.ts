import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import type { Cluster, ReflectorHealth, ResourceType } from '../../../src/cluster/port.ts';
import { namespace } from '../../embedded/kernel/objects.ts';

/** A reflected view and everything that was told of it. */
export interface WatchedView {
  /** Name to version, as the view has it. */
  versions(): Readonly<Record<string, string>>;
  readonly health: ReflectorHealth[];
  /** What was told more than once: `upsert NAME VERSION` or `delete NAME UID`. */
  repeated(): readonly string[];
}

/** Reflects a collection of the test's namespace. */
export function watchView(cluster: Cluster, type: ResourceType): WatchedView {
  const view = new Map<string, KubernetesObject>();
  const told: string[] = [];
  const health: ReflectorHealth[] = [];
  cluster.reflect(
    type,
    { namespace },
    {
      onUpsert(object) {
        const { name, uid, resourceVersion } = object.metadata;
        told.push(`upsert ${name} ${uid} ${resourceVersion}`);
        view.set(name, object);
      },
      onDelete({ metadata: { name, uid } }) {
        told.push(`delete ${name} ${uid}`);
        // A view that is told of a deletion has the object.
        if (!view.delete(name)) told.push(`delete ${name} ${uid}`);
      },
      onHealth: (state) => health.push(state),
    },
  );
  return {
    versions: () => versionsOf([...view.values()]),
    health,
    repeated: () => told.filter((each, index) => told.indexOf(each) !== index),
  };
}

export function versionsOf(objects: readonly KubernetesObject[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    objects.map(({ metadata }) => [metadata.name, `${metadata.uid} ${metadata.resourceVersion}`] as const).toSorted(),
  );
}
