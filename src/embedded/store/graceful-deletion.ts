import type { KubernetesObject, Pod } from '../../autoscaling/objects.ts';
import { formatTime, plusMs } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { isFinished } from '../controller/pod-state.ts';
import type { ObjectStore } from '../world.ts';

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
  /** Seconds a client asks for instead of the object's own; 0 takes a pod from its node at once. */
  wantedGraceSeconds?: number,
): boolean {
  const object = store.get(type, namespace, name);
  if (object === undefined) return false;
  const isForced = wantedGraceSeconds === 0 && object.kind === resources.pods.kind;
  if (object.metadata.deletionTimestamp !== undefined && !isForced) return true;
  const graceSeconds = isForced ? 0 : gracePeriodSeconds(object, wantedGraceSeconds);
  if (graceSeconds === 0 && !hasFinalizers(object)) {
    store.remove(type, namespace, name);
    return true;
  }
  store.update({
    ...object,
    metadata: {
      ...object.metadata,
      // The moment the grace period ends, not the moment of the request.
      deletionTimestamp: formatTime(plusMs(clock.now(), graceSeconds * 1000)),
      deletionGracePeriodSeconds: graceSeconds,
    },
  });
  return true;
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
