import type { Condition } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';
import { type NewCondition, withConditions } from '../controller/conditions.ts';
import { availableOf, desiredOf, marginsOf } from './availability.ts';

type DeploymentStatus = NonNullable<Deployment['status']>;

/** The status of a Deployment from the statuses of its ReplicaSets. */
export function deploymentStatus(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
  now: EpochMs,
): DeploymentStatus {
  const replicas = total(all, ({ status }) => status?.replicas ?? 0);
  const available = total(all, availableOf);
  const updated = newReplicaSet?.status?.replicas ?? 0;
  const counts = {
    observedGeneration: deployment.metadata.generation ?? 1,
    replicas,
    updatedReplicas: updated,
    readyReplicas: total(all, ({ status }) => status?.readyReplicas ?? 0),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, replicas - available),
  };
  const desired = desiredOf(deployment);
  const complete = updated === desired && replicas === desired && available >= desired;
  const conditions = [
    availableCondition(available >= desired - marginsOf(deployment).unavailable),
    ...progressCondition(deployment, newReplicaSet, complete, replicas === updated),
  ];
  return { ...counts, conditions: withConditions(deployment.status?.conditions, conditions, now) };
}

function total(replicaSets: readonly ReplicaSet[], count: (replicaSet: ReplicaSet) => number): number {
  return replicaSets.reduce((sum, replicaSet) => sum + count(replicaSet), 0);
}

function availableCondition(enough: boolean): NewCondition {
  return enough
    ? condition('Available', 'MinimumReplicasAvailable', 'Deployment has minimum availability.')
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

/** A finished rollout stays finished while it is only scaled. */
function progressCondition(
  { status }: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  complete: boolean,
  onlyNewPods: boolean,
): readonly NewCondition[] {
  if (newReplicaSet === undefined) return [];
  const { name } = newReplicaSet.metadata;
  const finished = `ReplicaSet "${name}" has successfully progressed.`;
  const before = status?.conditions?.find(({ type }: Condition) => type === 'Progressing');
  const scaledOnly = onlyNewPods && before?.reason === 'NewReplicaSetAvailable' && before.message === finished;
  return complete || scaledOnly
    ? [condition('Progressing', 'NewReplicaSetAvailable', finished)]
    : [condition('Progressing', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`)];
}

function condition(type: string, reason: string, message: string): NewCondition {
  return { type, status: 'True', reason, message };
}
