import type { Condition } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime } from '../../autoscaling/units.ts';
import type { DeploymentCondition } from '../../cluster/objects.ts';

export type Conditions = readonly DeploymentCondition[];
type NewCondition = Omit<Condition, 'lastTransitionTime'>;

export function conditionOf(conditions: Conditions | undefined, type: string): DeploymentCondition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** deployment_util.go, SetDeploymentCondition: the same status for the same reason is no news, whatever the message. */
export function setCondition(conditions: Conditions, next: NewCondition, now: EpochMs): Conditions {
  const old = conditionOf(conditions, next.type);
  return old?.status === next.status && old.reason === next.reason
    ? conditions
    : confirmCondition(conditions, next, now);
}

/** Sets a condition as of now even where nothing but the time is new, as each step of progress does. What changed last stands last. */
export function confirmCondition(conditions: Conditions, next: NewCondition, now: EpochMs): Conditions {
  const old = conditionOf(conditions, next.type);
  const since = old?.status === next.status ? old.lastTransitionTime : undefined;
  const condition = { ...next, lastUpdateTime: formatTime(now), lastTransitionTime: since ?? formatTime(now) };
  return [...conditions.filter((each) => each !== old), condition];
}
