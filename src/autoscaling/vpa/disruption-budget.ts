/** The updater's own restraint, apart from PodDisruptionBudgets: how many pods of one owner it may take away at once. */

/** An owner with fewer live pods is left alone, unless the VPA says otherwise. */
export const defaultMinReplicas = 2;

/** The share of an owner's configured replicas that may be gone. */
const evictionTolerance = 0.5;

/** The pods of one owner (a ReplicaSet, a Job), as the updater sees them at the start of a pass. */
export interface OwnerReplicas {
  /** spec.replicas of the owner; for a Job the number of live pods. */
  readonly configured: number;
  /** Live pods, pending ones included. */
  readonly live: number;
  readonly pending: number;
}

/** Whether the owner has enough pods to lose any. */
export function hasEnoughReplicas(owner: OwnerReplicas, minReplicas: number = defaultMinReplicas): boolean {
  return owner.live >= minReplicas;
}

/**
 * Whether one more running pod may be evicted after `evicted` in this pass. Half of the replicas, rounded up, stay; when half
 * rounds down to none, a single pod may go as long as all are running. A pending pod may always be evicted.
 */
export function mayEvictRunningPod(owner: OwnerReplicas, evicted: number): boolean {
  const running = owner.live - owner.pending;
  const tolerated = Math.trunc(owner.configured * evictionTolerance);
  if (running - evicted > owner.configured - tolerated) return true;
  return tolerated === 0 && evicted === 0 && running === owner.configured;
}
