import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';
import { availableOf, desiredOf, marginsOf, sizeOf, totalSize } from './availability.ts';

/** The size the new ReplicaSet may have now: the desired count as far as the surge allows (deployment_util.go, NewRSNewReplicas). */
export function newReplicaSetSize(deployment: Deployment, newSize: number, others: readonly ReplicaSet[]): number {
  const desired = desiredOf(deployment);
  if (newSize >= desired || deployment.spec.strategy?.type === 'Recreate') return desired;
  const room = desired + marginsOf(deployment).surge - newSize - totalSize(others);
  return newSize + Math.max(0, Math.min(room, desired - newSize));
}

/**
 * Sizes the old ReplicaSets may go down to in one pass while enough pods stay available: pods that do not serve anyway go
 * first. `old` come oldest first. Only those that change are returned.
 */
export function shrunkOldReplicaSets(
  deployment: Deployment,
  newReplicaSet: ReplicaSet,
  old: readonly ReplicaSet[],
): ReadonlyMap<ReplicaSet, number> {
  const sizes = new Map<ReplicaSet, number>();
  const minAvailable = desiredOf(deployment) - marginsOf(deployment).unavailable;
  const newUnavailable = sizeOf(newReplicaSet) - availableOf(newReplicaSet);
  const all = totalSize(old) + sizeOf(newReplicaSet);
  const removable = all - minAvailable - newUnavailable;
  if (removable <= 0) return sizes;

  let left = removable;
  for (const replicaSet of old) {
    const unhealthy = Math.min(left, sizeOf(replicaSet) - availableOf(replicaSet));
    if (unhealthy <= 0) continue;
    sizes.set(replicaSet, sizeOf(replicaSet) - unhealthy);
    left -= unhealthy;
  }

  const available = [...old, newReplicaSet].reduce((sum, replicaSet) => sum + availableOf(replicaSet), 0);
  let spare = available - minAvailable;
  for (const replicaSet of old) {
    const size = sizes.get(replicaSet) ?? sizeOf(replicaSet);
    const fewer = Math.min(size, spare);
    if (fewer <= 0) continue;
    sizes.set(replicaSet, size - fewer);
    spare -= fewer;
  }
  return sizes;
}
