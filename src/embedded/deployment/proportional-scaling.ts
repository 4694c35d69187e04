import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';
import { desiredOf, marginsOf, sizeOf, totalSize } from './availability.ts';

/** Annotation of a ReplicaSet: desired replicas plus surge of the Deployment when it was last scaled. */
export const maxReplicasAnnotation = 'deployment.kubernetes.io/max-replicas';

/**
 * Spreads a new count over the ReplicaSets of a rollout that is under way, in proportion to their sizes; what rounding leaves
 * goes to the first. `active` come newest first. Returns the new size by name.
 */
export function proportionalSizes(
  deployment: Deployment,
  active: readonly ReplicaSet[],
): ReadonlyMap<ReplicaSet, number> {
  const desired = desiredOf(deployment);
  const allowed = desired > 0 ? desired + marginsOf(deployment).surge : 0;
  const toAdd = allowed - totalSize(active);
  // Larger first; among equals the newer grows first and the older shrinks first.
  const ordered = (toAdd > 0 ? active : active.toReversed()).toSorted((a, b) => sizeOf(b) - sizeOf(a));

  const sizes = new Map<ReplicaSet, number>();
  let added = 0;
  for (const replicaSet of ordered) {
    const share = toAdd === 0 ? 0 : limitedShare(replicaSet, deployment, toAdd - added);
    sizes.set(replicaSet, sizeOf(replicaSet) + share);
    added += share;
  }
  const [first] = ordered;
  if (first !== undefined) sizes.set(first, Math.max(0, (sizes.get(first) ?? 0) + toAdd - added));
  return sizes;
}

function limitedShare(replicaSet: ReplicaSet, deployment: Deployment, left: number): number {
  const share = fairShare(replicaSet, deployment);
  return left > 0 ? Math.min(share, left) : Math.max(share, left);
}

function fairShare(replicaSet: ReplicaSet, deployment: Deployment): number {
  const size = sizeOf(replicaSet);
  const desired = desiredOf(deployment);
  if (desired === 0) return -size;
  const before = Number(replicaSet.metadata.annotations?.[maxReplicasAnnotation] ?? deployment.status?.replicas ?? 0);
  if (before === 0) return 0;
  return Math.round((size * (desired + marginsOf(deployment).surge)) / before) - size;
}
