import type { Condition, Pod } from '../objects.ts';
import { type EpochMs, parseTime } from '../units.ts';
import type { HpaControllerOptions } from './contract.ts';
import type { PodValue, PodValues } from './metrics-client.ts';

/** The pods a metric is computed over, by how they count. Names of pods. */
export interface PodGroups {
  /** How many have a value that counts. */
  readonly ready: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

/** The controller's text where a selector finds no pods. */
export const NO_PODS = 'no pods returned by selector while calculating replica count';

export type ReadinessOptions = Pick<
  HpaControllerOptions,
  'cpuInitializationPeriodSeconds' | 'initialReadinessDelaySeconds'
>;

/**
 * Sorts pods into those that count and those that do not. Readiness matters for the cpu resource only: a starting pod burns cpu
 * that says nothing about load, while its memory and its custom metrics do count. `resource` is absent for custom metrics.
 */
export function groupPods(
  pods: readonly Pod[],
  values: PodValues,
  resource: string | undefined,
  options: ReadinessOptions,
  now: EpochMs,
): PodGroups {
  let ready = 0;
  const unready: string[] = [];
  const missing: string[] = [];
  const ignored: string[] = [];
  for (const pod of pods) {
    const { name } = pod.metadata;
    const phase = pod.status?.phase;
    if (pod.metadata.deletionTimestamp || phase === 'Failed') {
      ignored.push(name);
      continue;
    }
    if (phase === 'Pending') {
      unready.push(name);
      continue;
    }
    const value = values.get(name);
    if (value === undefined) missing.push(name);
    else if (resource === 'cpu' && !cpuCounts(pod, value, options, now)) unready.push(name);
    else ready += 1;
  }
  return { ready, unready, missing, ignored };
}

/** Pods that run and are ready. Terminating ones are included, as the controller includes them. */
export function countRunningAndReady(pods: readonly Pod[]): number {
  return pods.filter((pod) => pod.status?.phase === 'Running' && readyCondition(pod)?.status === 'True').length;
}

/** Whether a pod's cpu sample tells of load rather than of starting up. */
function cpuCounts(pod: Pod, value: PodValue, options: ReadinessOptions, now: EpochMs): boolean {
  const condition = readyCondition(pod);
  const startedAt = parseTime(pod.status?.startTime);
  if (condition === undefined || startedAt === undefined) return false;

  const isUnready = condition.status === 'False';
  const changedAt = parseTime(condition.lastTransitionTime) ?? 0;
  if (startedAt + options.cpuInitializationPeriodSeconds * 1000 > now) {
    // The sample must lie wholly after the last change of readiness.
    return !isUnready && value.timestamp >= changedAt + value.windowMs;
  }
  // A pod that was ready once and no longer is keeps counting: it may be unready because it is overloaded.
  return !(isUnready && startedAt + options.initialReadinessDelaySeconds * 1000 > changedAt);
}

function readyCondition(pod: Pod): Condition | undefined {
  return pod.status?.conditions?.find(({ type }) => type === 'Ready');
}
