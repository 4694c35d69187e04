import type { MilliValue } from '../units.ts';
import { ceilInt32 } from './integers.ts';
import { CalculationError } from './metric-error.ts';
import type { PodValues } from './metrics-client.ts';
import type { PodGroups } from './pods.ts';
import type { Assumed, Basis } from './proposal.ts';
import type { Usage, UsageRatio } from './ratio.ts';
import { isWithin, type Tolerance } from './tolerance.ts';

/** A metric measured pod by pod, and how to judge it. */
export interface PodMeasurement<R extends UsageRatio> {
  readonly usage: Usage;
  readonly groups: PodGroups;
  readonly current: number;
  readonly tolerance: Tolerance;
  readonly ratioOf: (usage: Usage) => R;
  /** What a pod without a value is taken to use while the others would scale down. */
  readonly whenScalingDown: (pod: string) => MilliValue;
}

export interface PodProposal<R extends UsageRatio> {
  readonly replicas: number;
  /** The ratio over the pods that have a value: what the status reports. */
  readonly measured: R;
  readonly basis: Basis;
}

/** The values left once ignored and unready pods are taken out. Pods nobody listed stay in. Throws {@link CalculationError} if none are. */
export function countedUsage(values: PodValues, { ignored, unready }: PodGroups): Usage {
  const usage = new Map<string, MilliValue>();
  for (const [pod, { value }] of values) usage.set(pod, value);
  for (const pod of ignored) usage.delete(pod);
  for (const pod of unready) usage.delete(pod);
  if (usage.size === 0) throw new CalculationError('did not receive metrics for targeted pods (pods might be unready)');
  return usage;
}

/**
 * Proposes a count from values per pod. Where pods lack a value, a second pass assumes one that dampens the change: their full
 * request or target on the way down, nothing on the way up.
 */
export function proposeFromPods<R extends UsageRatio>(measurement: PodMeasurement<R>): PodProposal<R> {
  const { usage, groups, current, tolerance, ratioOf } = measurement;
  const measured = ratioOf(usage);
  const { ratio } = measured;
  if (groups.missing.length === 0 && !countsUnready(groups, ratio)) {
    return isWithin(tolerance, ratio)
      ? { replicas: current, measured, basis: { kind: 'tolerance', ratio } }
      : { replicas: ceilInt32(ratio * groups.ready), measured, basis: { kind: 'ratio', ratio, pods: groups.ready } };
  }

  const filled = withAssumptions(measurement, ratio);
  const assumed = assumptions(groups, ratio);
  const second = ratioOf(filled).ratio;
  if (isWithin(tolerance, second)) {
    return { replicas: current, measured, basis: { kind: 'tolerance', ratio: second, assumed } };
  }
  const replicas = ceilInt32(second * filled.size);
  const turned = (ratio < 1 && second > 1) || (ratio > 1 && second < 1);
  const against = (second < 1 && replicas > current) || (second > 1 && replicas < current);
  if (turned || against) {
    return { replicas: current, measured, basis: { kind: 'reversal', ratio: second, assumed } };
  }
  return { replicas, measured, basis: { kind: 'ratio', ratio: second, pods: filled.size, assumed } };
}

function countsUnready({ unready }: PodGroups, ratio: number): boolean {
  return unready.length > 0 && ratio > 1;
}

function assumptions(groups: PodGroups, ratio: number): Assumed {
  return {
    missing: ratio === 1 ? 0 : groups.missing.length,
    unready: countsUnready(groups, ratio) ? groups.unready.length : 0,
  };
}

function withAssumptions<R extends UsageRatio>(measurement: PodMeasurement<R>, ratio: number): Usage {
  const { groups, whenScalingDown } = measurement;
  const filled = new Map(measurement.usage);
  if (ratio < 1) for (const pod of groups.missing) filled.set(pod, whenScalingDown(pod));
  if (ratio > 1) for (const pod of groups.missing) filled.set(pod, 0n);
  if (countsUnready(groups, ratio)) for (const pod of groups.unready) filled.set(pod, 0n);
  return filled;
}
