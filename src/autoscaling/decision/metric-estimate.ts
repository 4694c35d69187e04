import { ceilInt32, ceilInt32Capped, INT64_MAX } from '../hpa/integers.ts';
import type { Basis, Proposal } from '../hpa/proposal.ts';
import { proposeFromPods } from '../hpa/proposal-pods.ts';
import { proposeExternalAverage, proposeObjectAverage } from '../hpa/proposal-total.ts';
import { type UsageRatio, usageRatio, utilizationRatio } from '../hpa/ratio.ts';
import { isWithin, type Tolerance } from '../hpa/tolerance.ts';
import type { MetricValueStatus } from '../objects.ts';
import { parseMilli } from '../quantity/milli.ts';
import type { MilliValue } from '../units.ts';
import type { MetricExplanation } from './explanation.ts';
import type { Aim } from './metric-target.ts';

/** What a metric probably proposed, from the value in the status. */
export interface MetricEstimate {
  readonly ratio: number;
  readonly proposes: number;
  readonly basis: Basis;
  /** What is shared out over the replicas, where it can be told from the average. */
  readonly total?: MilliValue;
}

/**
 * The controller's own calculation, with every replica taken for a pod that is ready and has a value: the status does not say which
 * are not. `replicas` is the count the pass began with. Undefined where the value is none to calculate with.
 */
export function estimateMetric(
  type: MetricExplanation['type'],
  aim: Aim,
  current: MetricValueStatus,
  replicas: number,
  tolerance: Tolerance,
): MetricEstimate | undefined {
  const estimate = estimateBy(type, aim, current, replicas, tolerance);
  return estimate !== undefined && Number.isFinite(estimate.ratio) ? estimate : undefined;
}

function estimateBy(
  type: MetricExplanation['type'],
  aim: Aim,
  { averageUtilization, averageValue, value }: MetricValueStatus,
  replicas: number,
  tolerance: Tolerance,
): MetricEstimate | undefined {
  switch (aim.kind) {
    case 'Utilization': {
      if (averageUtilization === undefined) return undefined;
      const request = new Map([[everyPod, 100n]]);
      return fromAverage(BigInt(averageUtilization), replicas, tolerance, (usage) =>
        utilizationRatio(usage, request, aim.percent),
      );
    }
    case 'AverageValue': {
      if (averageValue === undefined) return undefined;
      const average = parseMilli(averageValue);
      return type === 'Object' || type === 'External'
        ? fromShare(type, average, aim.milli, replicas, tolerance)
        : fromAverage(average, replicas, tolerance, (usage) => usageRatio(usage, aim.milli));
    }
    case 'Value':
      return value === undefined ? undefined : fromTotal(parseMilli(value), aim.milli, replicas, tolerance);
    default:
      return aim satisfies never;
  }
}

/** One entry with the average stands for all pods. */
const everyPod = 'every pod';

function fromAverage(
  average: MilliValue,
  replicas: number,
  tolerance: Tolerance,
  ratioOf: (usage: ReadonlyMap<string, MilliValue>) => UsageRatio,
): MetricEstimate {
  const {
    replicas: proposes,
    measured,
    basis,
  } = proposeFromPods({
    usage: new Map([[everyPod, average]]),
    groups: { ready: replicas, unready: [], missing: [], ignored: [] },
    current: replicas,
    tolerance,
    ratioOf,
    whenScalingDown: () => average,
  });
  return { ratio: measured.ratio, proposes, basis };
}

function fromShare(
  type: 'Object' | 'External',
  average: MilliValue,
  target: MilliValue,
  replicas: number,
  tolerance: Tolerance,
): MetricEstimate | undefined {
  if (replicas === 0) return undefined;
  const likely = likelyTotal(average, BigInt(replicas));
  const fits = likely < INT64_MAX;
  const total = fits ? likely : INT64_MAX;
  const propose = type === 'Object' ? proposeObjectAverage : proposeExternalAverage;
  const { ratio, replicas: proposes, basis }: Proposal = propose(replicas, tolerance, total, target);
  return { ratio, proposes, basis, ...(fits && { total }) };
}

/**
 * An average is rounded up to a thousandth, so that times the replicas it may be a little more than the total was. What is counted is
 * mostly whole: a whole number that rounds to this average is taken for the total.
 */
function likelyTotal(average: MilliValue, replicas: bigint): MilliValue {
  const most = average * replicas;
  const whole = (most / 1000n) * 1000n;
  return whole > most - replicas ? whole : most;
}

/** Object and External metrics with a target of type Value, as `proposeValue` has it, without the pods it counts. */
function fromTotal(usage: MilliValue, target: MilliValue, replicas: number, tolerance: Tolerance): MetricEstimate {
  const ratio = Number(usage) / Number(target);
  if (replicas === 0) return { ratio, proposes: ceilInt32(ratio), basis: { kind: 'total' } };
  if (isWithin(tolerance, ratio)) return { ratio, proposes: replicas, basis: { kind: 'tolerance', ratio } };
  return { ratio, proposes: ceilInt32Capped(ratio * replicas), basis: { kind: 'ratio', ratio, pods: replicas } };
}
