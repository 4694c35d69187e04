import { type EpochMs, parseTime, plusMs } from '../../autoscaling/units.ts';
import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';
import { desiredOf } from './availability.ts';
import { type Conditions, conditionOf, confirmCondition, setCondition } from './deployment-conditions.ts';
import type { ReplicaCounts } from './deployment-status.ts';

/** No deadline is written as the largest int32. */
const noDeadlineSeconds = 2_147_483_647;
const timedOut = 'ProgressDeadlineExceeded';
const available = 'NewReplicaSetAvailable';
const paused = 'DeploymentPaused';

const progressing = (status: 'True' | 'False' | 'Unknown', reason: string, message: string) =>
  ({ type: 'Progressing', status, reason, message }) as const;

/** Conditions after a ReplicaSet was created for a new template. */
export function withNewReplicaSet(conditions: Conditions, { metadata }: ReplicaSet, now: EpochMs): Conditions {
  const message = `Created new replica set "${metadata.name}"`;
  return setCondition(conditions, progressing('True', 'NewReplicaSetCreated', message), now);
}

/** While a Deployment is paused the deadline does not run; it starts anew when it is resumed. */
export function withPause({ spec }: Deployment, conditions: Conditions, now: EpochMs): Conditions {
  const reason = conditionOf(conditions, 'Progressing')?.reason;
  if (!hasDeadline(spec) || reason === timedOut) return conditions;
  if (spec.paused && reason !== paused) {
    return setCondition(conditions, progressing('Unknown', paused, 'Deployment is paused'), now);
  }
  if (!spec.paused && reason === paused) {
    return setCondition(conditions, progressing('Unknown', 'DeploymentResumed', 'Deployment is resumed'), now);
  }
  return conditions;
}

/** What a rollout has come to since the counts before (progress.go, syncRolloutStatus). A finished one stays so while it is scaled. */
export function withProgress(
  deployment: Deployment,
  newReplicaSet: ReplicaSet | undefined,
  counts: ReplicaCounts,
  conditions: Conditions,
  now: EpochMs,
): Conditions {
  if (!hasDeadline(deployment.spec)) return conditions.filter(({ type }) => type !== 'Progressing');
  const current = conditionOf(conditions, 'Progressing');
  if (counts.replicas === counts.updatedReplicas && current?.reason === available) return conditions;
  const name = newReplicaSet?.metadata.name;
  const who = name === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${name}"`;
  if (isComplete(deployment, counts)) {
    return setCondition(conditions, progressing('True', available, `${who} has successfully progressed.`), now);
  }
  if (hasProgressed(deployment.status, counts)) {
    return confirmCondition(conditions, progressing('True', 'ReplicaSetUpdated', `${who} is progressing.`), now);
  }
  const deadline = deadlineAt(deployment, conditions);
  if (deadline !== undefined && deadline < now) {
    return setCondition(conditions, progressing('False', timedOut, `${who} has timed out progressing.`), now);
  }
  return conditions;
}

/** When the rollout counts as stuck unless it progresses; undefined when it is finished, stuck already or has no deadline. */
export function deadlineAt({ spec }: Deployment, conditions: Conditions): EpochMs | undefined {
  const current = conditionOf(conditions, 'Progressing');
  const since = parseTime(current?.lastUpdateTime);
  if (since === undefined || !hasDeadline(spec) || spec.paused) return undefined;
  if (current?.reason === timedOut || current?.reason === available) return undefined;
  return plusMs(since, (spec.progressDeadlineSeconds ?? 0) * 1000);
}

function hasDeadline({ progressDeadlineSeconds }: Deployment['spec']): boolean {
  return progressDeadlineSeconds !== undefined && progressDeadlineSeconds !== noDeadlineSeconds;
}

function isComplete(deployment: Deployment, { replicas, updatedReplicas, availableReplicas }: ReplicaCounts): boolean {
  const desired = desiredOf(deployment);
  return updatedReplicas === desired && replicas === desired && availableReplicas === desired;
}

function hasProgressed(before: Deployment['status'], counts: ReplicaCounts): boolean {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = before ?? {};
  return (
    counts.updatedReplicas > updatedReplicas ||
    counts.replicas - counts.updatedReplicas < replicas - updatedReplicas ||
    counts.readyReplicas > readyReplicas ||
    counts.availableReplicas > availableReplicas
  );
}
