import type { UsageAggregate } from './aggregate.ts';
import { percentile } from './decaying-histogram.ts';

/** Whole millicores (cpu) or bytes (memory), 0 to {@link maxAmount}. */
export type ResourceAmount = number;

/** What "unbounded" reads as: 1e14 millicores print as 100G. */
export const maxAmount: ResourceAmount = 1e14;

/** The resources a VPA recommends. */
export type VpaResource = 'cpu' | 'memory';

/** Which of the three numbers of a recommendation. */
export type Bound = 'target' | 'lowerBound' | 'upperBound';

export type ResourceAmounts = Readonly<Record<VpaResource, ResourceAmount>>;

const dayMs = 24 * 60 * 60 * 1000;
const safetyMarginFraction = 0.15;
const percentileOf: Readonly<Record<Bound, number>> = { target: 0.9, lowerBound: 0.5, upperBound: 0.95 };

/** The least a whole pod is recommended: 25m and 250 MiB. */
const podMinimum: ResourceAmounts = { cpu: 25, memory: 250 * 1024 * 1024 };

/**
 * One number of a container's recommendation: percentile, safety margin, confidence, minimum, each cut to whole millicores or
 * bytes before the next.
 */
export function estimate(
  aggregate: UsageAggregate,
  resource: VpaResource,
  bound: Bound,
  minimum: ResourceAmount,
): ResourceAmount {
  const usage = amount(
    resource === 'cpu'
      ? percentile(aggregate.cpuUsage, percentileOf[bound]) * 1000
      : percentile(aggregate.memoryPeaks, percentileOf[bound]),
  );
  const withMargin = usage + amount(usage * safetyMarginFraction);
  const withConfidence =
    bound === 'target' ? withMargin : amount(withMargin * confidenceFactor(bound, confidence(aggregate)));
  return Math.max(withConfidence, minimum);
}

/**
 * How far the history can be trusted: days of samples at one a minute. The shorter of the time between first and last cpu
 * sample and their number counts, so one sample a day for a week does not pass for a week.
 */
export function confidence(aggregate: UsageAggregate): number {
  const { firstSampleAt, lastSampleAt, totalSamplesCount } = aggregate;
  if (firstSampleAt === undefined || lastSampleAt === undefined) return 0;
  return Math.min((lastSampleAt - firstSampleAt) / dayMs, totalSamplesCount / (24 * 60));
}

/**
 * How a bound widens while the history is short. Upper: 2x after a day, 3x after half a day, unbounded at first. Lower: 0 at
 * first, 0.6 after five minutes, 0.95 after an hour.
 */
export function confidenceFactor(bound: 'lowerBound' | 'upperBound', confidenceDays: number): number {
  return bound === 'upperBound' ? 1 + 1 / confidenceDays : (1 + 0.001 / confidenceDays) ** -2;
}

/** The minimum per container when a pod has `containerCount` recommended ones. */
export function containerMinimum(containerCount: number): ResourceAmounts {
  const share = 1 / containerCount;
  return { cpu: amount(podMinimum.cpu * share), memory: amount(podMinimum.memory * share) };
}

/** Cuts to a whole amount within range. No usage times no bound is no amount. */
function amount(value: number): ResourceAmount {
  if (Number.isNaN(value) || value < 0) return 0;
  return Math.min(Math.trunc(value), maxAmount);
}
