import type { EpochMs } from '../../autoscaling/units.ts';
import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';
import { availableOf, desiredOf, marginsOf } from './availability.ts';
import { type Conditions, setCondition } from './deployment-conditions.ts';

/** Pods of a Deployment, as its ReplicaSets report them. */
export interface ReplicaCounts {
  readonly replicas: number;
  /** Those of the present template. */
  readonly updatedReplicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  readonly unavailableReplicas: number;
}

export function replicaCounts(newReplicaSet: ReplicaSet | undefined, all: readonly ReplicaSet[]): ReplicaCounts {
  const replicas = total(all, ({ status }) => status?.replicas ?? 0);
  const available = total(all, availableOf);
  return {
    replicas,
    updatedReplicas: newReplicaSet?.status?.replicas ?? 0,
    readyReplicas: total(all, ({ status }) => status?.readyReplicas ?? 0),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, total(all, ({ spec }) => spec.replicas ?? 0) - available),
  };
}

/** Conditions with the one that says whether enough pods are available. */
export function withAvailability(
  deployment: Deployment,
  { availableReplicas }: ReplicaCounts,
  conditions: Conditions,
  now: EpochMs,
): Conditions {
  const enough = availableReplicas >= desiredOf(deployment) - marginsOf(deployment).unavailable;
  return setCondition(
    conditions,
    enough
      ? {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }
      : {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
    now,
  );
}

function total(replicaSets: readonly ReplicaSet[], count: (replicaSet: ReplicaSet) => number): number {
  return replicaSets.reduce((sum, replicaSet) => sum + count(replicaSet), 0);
}
