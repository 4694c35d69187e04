import type { CompleteSpec } from '../hpa/defaults.ts';
import { describeMetric } from '../hpa/metric-names.ts';
import type { Tolerance } from '../hpa/tolerance.ts';
import type { HorizontalPodAutoscalerStatus, MetricSpec, MetricValueStatus } from '../objects.ts';
import { formatMilli } from '../quantity/milli.ts';
import type { MetricExplanation } from './explanation.ts';
import { conditionOf, type LastPass } from './last-pass.ts';
import { estimateMetric, type MetricEstimate } from './metric-estimate.ts';
import { failureOf, type Unread } from './metric-failures.ts';
import { readingsOf, valueFor } from './metric-readings.ts';
import { aimOf, distinguish, type MetricAim } from './metric-source.ts';
import { aimedAt, canonical, targetText } from './metric-target.ts';
import type { HpaEvent } from './seen.ts';

/** A metric as the status tells it, with what can be calculated from that. */
export interface ObservedMetric {
  /** As the controller names it in conditions and events. */
  readonly controllerName: string;
  readonly explanation: MetricExplanation;
  readonly estimate?: MetricEstimate;
}

/** What the metrics are read against. */
export interface MetricFacts {
  readonly spec: CompleteSpec;
  readonly status: HorizontalPodAutoscalerStatus | undefined;
  readonly pass: LastPass;
  readonly tolerance: Tolerance;
  readonly events: readonly HpaEvent[];
}

/** What the average of a metric that is shared out over no replicas comes to in the controller's int64. */
const dividedByZero = '-9223372036854775808m';

/** All metrics of the spec, in its order. Throws a QuantityError for what no API server would have stored. */
export function observeMetrics(facts: MetricFacts): readonly ObservedMetric[] {
  const { spec, status, pass, events } = facts;
  const known = spec.metrics.flatMap((metric) => {
    const aim = aimOf(metric);
    return aim === undefined ? [] : [{ spec: metric, aim }];
  });
  const aims = known.map(({ aim }) => aim);
  const readings = readingsOf(aims, status?.currentMetrics ?? []);
  const unread: readonly Unread[] = known.filter((_, index) => readings[index] === undefined);
  const looked = pass === 'full' || pass === 'metrics';
  const active = pass === 'metrics' ? conditionOf(status?.conditions, 'ScalingActive') : undefined;
  const named = distinguish(aims);
  return known.map((one, index) => {
    const aim = named[index] ?? one.aim;
    const reading = readings[index];
    if (reading !== undefined) return observe(one.spec, aim, reading, facts);
    const error = looked ? failureOf(one, unread, active, events) : undefined;
    return withoutValue(one.spec, aim, error);
  });
}

function observe(spec: MetricSpec, metric: MetricAim, reading: MetricValueStatus, facts: MetricFacts): ObservedMetric {
  const { pass, status, tolerance } = facts;
  const aim = aimedAt(metric.target);
  const value = valueFor(reading, aim?.kind);
  if (aim === undefined || value === undefined) return withoutValue(spec, metric, undefined);
  if (value === dividedByZero) {
    return withoutValue(spec, metric, `an average over no replicas: the status has ${dividedByZero}`);
  }
  const estimate =
    pass === 'full' || pass === 'metrics'
      ? estimateMetric(metric.type, aim, reading, status?.currentReplicas ?? 0, tolerance)
      : undefined;
  return {
    controllerName: describeMetric(spec),
    ...(estimate && { estimate }),
    explanation: {
      ...described(metric),
      current: typeof value === 'number' ? `${value}%` : canonical(value),
      ...(estimate?.total !== undefined && { total: formatMilli(estimate.total) }),
      ratio: estimate?.ratio ?? null,
      proposes: estimate?.proposes ?? null,
      evidence: estimate === undefined ? 'observed' : 'estimated',
    },
  };
}

function withoutValue(spec: MetricSpec, metric: MetricAim, error: string | undefined): ObservedMetric {
  const evidence = error === undefined ? 'unknown' : 'observed';
  const explanation = { ...described(metric), current: null, ratio: null, proposes: null, evidence } as const;
  return {
    controllerName: describeMetric(spec),
    explanation: error === undefined ? explanation : { ...explanation, error },
  };
}

function described({ identity, name, type, target }: MetricAim) {
  return { identity, name, type, target: targetText(target) } as const;
}
