import type { MetricSpec, MetricStatus } from '../objects.ts';
import { type MeasuredMetric, type MetricScene, measure } from './metric.ts';
import { MetricFailure } from './metric-error.ts';

/** One metric of the HPA, evaluated or failed. */
export type EvaluatedMetric = { readonly spec: MetricSpec } & (
  | { readonly measured: MeasuredMetric; readonly failure?: never }
  | { readonly failure: MetricFailure; readonly measured?: never }
);

export type Combined =
  /** `error` is set where some metrics failed, but not so that it matters. */
  | {
      readonly kind: 'proposal';
      readonly replicas: number;
      readonly winner: MetricSpec;
      readonly measured: MeasuredMetric;
      readonly error?: string;
    }
  | { readonly kind: 'failure'; readonly first: MetricFailure; readonly error: string };

/** Evaluates all metrics in order; a failing one does not stop the others. */
export function evaluateMetrics(specs: readonly MetricSpec[], scene: MetricScene): readonly EvaluatedMetric[] {
  return specs.map((spec) => {
    try {
      return { spec, measured: measure(spec, scene) };
    } catch (error) {
      if (error instanceof MetricFailure) return { spec, failure: error };
      throw error;
    }
  });
}

/**
 * The largest proposal. With a failed metric nobody knows whether fewer replicas would do, so the result then only counts
 * if it does not scale down.
 */
export function combine(metrics: readonly EvaluatedMetric[], current: number): Combined {
  const failures = metrics.flatMap(({ failure }) => failure ?? []);
  const best = largest(metrics);
  const [first] = failures;
  const error =
    first && `invalid metrics (${failures.length} invalid out of ${metrics.length}), first error is: ${first.chain}`;
  if (best !== undefined && (first === undefined || best.measured.proposal.replicas >= current)) {
    const { spec, measured } = best;
    const replicas = measured.proposal.replicas;
    return { kind: 'proposal', replicas, winner: spec, measured, ...(error !== undefined && { error }) };
  }
  if (first === undefined || error === undefined) throw new RangeError('an HPA has at least one metric');
  return { kind: 'failure', first, error };
}

/** status.currentMetrics: one element per metric, empty for failed ones. */
export function metricStatuses(metrics: readonly EvaluatedMetric[]): readonly MetricStatus[] {
  return metrics.map(({ measured }) => measured?.status ?? { type: '' });
}

/** Ties go to the first, but any later one replaces a proposal of zero. */
function largest(
  metrics: readonly EvaluatedMetric[],
): { readonly spec: MetricSpec; readonly measured: MeasuredMetric } | undefined {
  let best: { readonly spec: MetricSpec; readonly measured: MeasuredMetric } | undefined;
  for (const { spec, measured } of metrics) {
    if (measured === undefined) continue;
    const most = best?.measured.proposal.replicas ?? 0;
    if (most === 0 || measured.proposal.replicas > most) best = { spec, measured };
  }
  return best;
}
