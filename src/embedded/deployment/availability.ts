import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';

/** Desired pods of a ReplicaSet. */
export function sizeOf({ spec }: ReplicaSet): number {
  return spec.replicas ?? 0;
}

export function totalSize(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, replicaSet) => sum + sizeOf(replicaSet), 0);
}

export function availableOf({ status }: ReplicaSet): number {
  return status?.availableReplicas ?? 0;
}

export function desiredOf({ spec }: Deployment): number {
  return spec.replicas ?? 1;
}

/** How many pods a rollout may have too many, and how many it may lack. */
export interface RolloutMargins {
  readonly surge: number;
  readonly unavailable: number;
}

/** Shares are of the desired count: the surge rounds up, the unavailable part down, and both cannot be zero. */
export function marginsOf(deployment: Deployment): RolloutMargins {
  const desired = desiredOf(deployment);
  const { strategy } = deployment.spec;
  if (strategy?.type === 'Recreate' || desired === 0) return { surge: 0, unavailable: 0 };
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy?.rollingUpdate ?? {};
  const surge = resolve(maxSurge, desired, Math.ceil);
  const unavailable = resolve(maxUnavailable, desired, Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, desired) };
}

function resolve(share: number | string, desired: number, round: (value: number) => number): number {
  if (typeof share === 'number') return share;
  return round((Number.parseFloat(share) * desired) / 100);
}
