import type { Pod } from '../autoscaling/objects.ts';

/**
 * Name of the Deployment a pod belongs to; undefined for pods of Jobs and bare pods. A Deployment names its ReplicaSets after itself and
 * the hash of the pod template, so no ReplicaSet has to be looked up.
 */
export function workloadOf(pod: Pod): string | undefined {
  const owner = pod.metadata.ownerReferences?.find(
    ({ controller, kind }) => controller === true && kind === 'ReplicaSet',
  );
  const end = owner?.name.lastIndexOf('-') ?? -1;
  return end > 0 ? owner?.name.slice(0, end) : undefined;
}
