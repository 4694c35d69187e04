import type { Pod } from '../objects.ts';
import type { EpochMs, MilliValue } from '../units.ts';
import type { HpaControllerOptions } from './contract.ts';
import { CalculationError } from './metric-error.ts';
import type { PodValues } from './metrics-client.ts';
import { groupPods, NO_PODS } from './pods.ts';
import type { Proposal } from './proposal.ts';
import { countedUsage, proposeFromPods } from './proposal-pods.ts';
import { usageRatio, utilizationRatio } from './ratio.ts';
import { calculateRequests } from './requests.ts';
import type { Tolerance } from './tolerance.ts';

/** What proposals per pod are made from. */
export interface PodScene {
  readonly now: EpochMs;
  readonly options: HpaControllerOptions;
  readonly pods: readonly Pod[];
  /** spec.replicas of the target. */
  readonly current: number;
  readonly tolerance: Tolerance;
}

/** Resource and ContainerResource metrics with a target in percent of the request. Throws {@link CalculationError}. */
export function proposeUtilization(
  scene: PodScene,
  values: PodValues,
  resource: string,
  container: string | undefined,
  targetPercent: number,
): Proposal {
  const { now, options, pods, current, tolerance } = scene;
  requirePods(pods);
  const groups = groupPods(pods, values, resource, options, now);
  const usage = countedUsage(values, groups);
  const requests = calculateRequests(pods, resource, container, options.podLevelResources);
  const { replicas, measured, basis } = proposeFromPods({
    usage,
    groups,
    current,
    tolerance,
    ratioOf: (counted) => utilizationRatio(counted, requests, targetPercent),
    whenScalingDown: (pod) => ((requests.get(pod) ?? 0n) * BigInt(Math.max(100, targetPercent))) / 100n,
  });
  const { utilizationPercent, ratio } = measured;
  return { replicas, usage: measured.average, utilizationPercent, ratio, counted: groups, basis };
}

/** Resource, ContainerResource and Pods metrics with a target per pod; `resource` is absent for Pods metrics. Throws {@link CalculationError}. */
export function proposeAverageValue(
  scene: PodScene,
  values: PodValues,
  resource: string | undefined,
  target: MilliValue,
): Proposal {
  const { now, options, pods, current, tolerance } = scene;
  requirePods(pods);
  const groups = groupPods(pods, values, resource, options, now);
  const { replicas, measured, basis } = proposeFromPods({
    usage: countedUsage(values, groups),
    groups,
    current,
    tolerance,
    ratioOf: (counted) => usageRatio(counted, target),
    whenScalingDown: () => target,
  });
  return { replicas, usage: measured.average, ratio: measured.ratio, counted: groups, basis };
}

function requirePods(pods: readonly Pod[]): void {
  if (pods.length === 0) throw new CalculationError(NO_PODS);
}
