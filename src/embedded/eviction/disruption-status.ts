import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime, parseTime } from '../../autoscaling/units.ts';
import { type NewCondition, withConditions } from '../controller/conditions.ts';
import { isReady } from '../controller/pod-state.ts';
import type { ObjectStore } from '../world.ts';
import { expectedPods } from './expected-pods.ts';
import type { DisruptionStatus, PodDisruptionBudget } from './pod-disruption-budget.ts';

/** An eviction that has not led to a deletion after this long is forgotten. */
const deletionTimeoutMs = 2 * 60_000;

/** What the disruption controller writes of a budget. (disruption.go, updatePdbStatus and failSafe) */
export function disruptionStatus(
  store: ObjectStore,
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  now: EpochMs,
): DisruptionStatus {
  const { generation } = budget.metadata;
  const observed = generation === undefined ? {} : { observedGeneration: generation };
  try {
    const { expected, desiredHealthy } = expectedPods(store, budget, pods);
    const disruptedPods = stillDisrupted(budget, pods, now);
    const currentHealthy = pods.filter((pod) => isHealthy(pod, disruptedPods)).length;
    const disruptionsAllowed = expected <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
    return {
      ...observed,
      disruptionsAllowed,
      currentHealthy,
      desiredHealthy,
      expectedPods: expected,
      ...(Object.keys(disruptedPods).length === 0 ? {} : { disruptedPods }),
      conditions: withConditions(budget.status?.conditions, [allowedCondition(disruptionsAllowed)], now),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const failed: NewCondition = { type: disruptionAllowed, status: 'False', reason: syncFailed, message };
    return {
      currentHealthy: 0,
      desiredHealthy: 0,
      expectedPods: 0,
      ...budget.status,
      ...observed,
      disruptionsAllowed: 0,
      conditions: withConditions(budget.status?.conditions, [failed], now),
    };
  }
}

export const disruptionAllowed = 'DisruptionAllowed';
export const syncFailed = 'SyncFailed';

export function allowedCondition(disruptionsAllowed: number): NewCondition {
  return disruptionsAllowed > 0
    ? { type: disruptionAllowed, status: 'True', reason: 'SufficientPods', message: '' }
    : { type: disruptionAllowed, status: 'False', reason: 'InsufficientPods', message: '' };
}

/** A pod that is evicted or being deleted is counted out before it is gone. */
function isHealthy(pod: Pod, disruptedPods: Readonly<Record<string, string>>): boolean {
  const { deletionTimestamp, name } = pod.metadata;
  return deletionTimestamp === undefined && disruptedPods[name] === undefined && isReady(pod);
}

function stillDisrupted(
  { status }: PodDisruptionBudget,
  pods: readonly Pod[],
  now: EpochMs,
): Readonly<Record<string, string>> {
  const alive = new Set(
    pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined).map(({ metadata }) => metadata.name),
  );
  const recent = Object.entries(status?.disruptedPods ?? {}).filter(
    ([name, since]) => alive.has(name) && (parseTime(since) ?? 0) + deletionTimeoutMs > now,
  );
  return Object.fromEntries(recent);
}

/** The status once one more pod is evicted. */
export function afterEviction(status: DisruptionStatus, pod: string, now: EpochMs): DisruptionStatus {
  const disruptionsAllowed = status.disruptionsAllowed - 1;
  return {
    ...status,
    disruptionsAllowed,
    disruptedPods: { ...status.disruptedPods, [pod]: formatTime(now) },
    conditions: withConditions(status.conditions, [allowedCondition(disruptionsAllowed)], now),
  };
}
