import type { KubernetesObject, Pod } from '../../autoscaling/objects.ts';
import { formatTime, plusMs } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { isFinished } from '../controller/pod-state.ts';
import type { ObjectStore } from '../world.ts';

/** What becomes of the objects that belong to a deleted one: they go after it, before it, or stay. */
export const propagationPolicies = ['Background', 'Foreground', 'Orphan'] as const;
export type PropagationPolicy = (typeof propagationPolicies)[number];

/** The finalizers by which the garbage collector is asked to see to dependents first. */
export const foregroundDeletion = 'foregroundDeletion';
export const orphanDependents = 'orphan';

export interface Deletion {
  /** Seconds a client asks for instead of the object's own; 0 takes a pod from its node at once. */
  readonly graceSeconds?: number;
  /** Absent: as the object's finalizers say, or else in the background. */
  readonly propagation?: PropagationPolicy;
}

/** Sixty years; beyond what a date can tell, nobody waits either. */
const longestGraceSeconds = 2_000_000_000;

/**
 * Deletes an object as the API server does: a pod on a node is only marked, and the kubelet removes it when its containers
 * have ended; an object with finalizers is marked until they are gone; anything else goes at once. False when there is none.
 */
export function deleteGracefully(
  store: ObjectStore,
  clock: Clock,
  type: ResourceType,
  namespace: string | undefined,
  name: string,
  { graceSeconds: wanted, propagation }: Deletion = {},
): boolean {
  const object = store.get(type, namespace, name);
  if (object === undefined) return false;
  const isForced = wanted === 0 && object.kind === resources.pods.kind;
  if (object.metadata.deletionTimestamp !== undefined && !isForced) return true;
  const graceSeconds = isForced ? 0 : Math.min(gracePeriodSeconds(object, wanted), longestGraceSeconds);
  const doomed = withPropagation(object, propagation);
  if (graceSeconds === 0 && !hasFinalizers(doomed)) {
    store.remove(type, namespace, name);
    return true;
  }
  store.update(marked(doomed, clock, graceSeconds));
  return true;
}

/** A namespace says in its status, too, that it is going. */
function marked(object: KubernetesObject, clock: Clock, graceSeconds: number): KubernetesObject {
  const { metadata, kind } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      // The moment the grace period ends, not the moment of the request.
      deletionTimestamp: formatTime(plusMs(clock.now(), graceSeconds * 1000)),
      deletionGracePeriodSeconds: graceSeconds,
    },
    ...(kind === resources.namespaces.kind ? { status: { phase: 'Terminating' } } : {}),
  };
}

/** registry/generic/store.go, deletionFinalizersForGarbageCollection: a policy that is named replaces an earlier one. */
function withPropagation(object: KubernetesObject, propagation: PropagationPolicy | undefined): KubernetesObject {
  if (propagation === undefined) return object;
  const { finalizers = [], ...metadata } = object.metadata;
  const others = finalizers.filter((finalizer) => finalizer !== foregroundDeletion && finalizer !== orphanDependents);
  const own = { Background: [], Foreground: [foregroundDeletion], Orphan: [orphanDependents] }[propagation];
  const wanted = [...others, ...own];
  return { ...object, metadata: wanted.length === 0 ? metadata : { ...metadata, finalizers: wanted } };
}

/** Somebody has to clean up before the object may go. Namespaces keep their own finalizers in their spec. */
export function hasFinalizers({ metadata, spec }: KubernetesObject): boolean {
  const { finalizers = [] } = (spec ?? {}) as { readonly finalizers?: readonly string[] };
  return (metadata.finalizers?.length ?? 0) > 0 || finalizers.length > 0;
}

function gracePeriodSeconds(object: KubernetesObject, wanted: number | undefined): number {
  if (object.kind !== resources.pods.kind) return 0;
  const pod = object as Pod;
  if (pod.spec.nodeName === undefined || isFinished(pod)) return 0;
  return wanted ?? pod.spec.terminationGracePeriodSeconds ?? 30;
}
