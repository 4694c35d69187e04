import type { Condition } from '../../autoscaling/objects.ts';
import type { MetricSample } from './metric-family.ts';

const statuses = ['true', 'false', 'unknown'];

/** kube-state-metrics has three series for each condition, of which the one of its status is 1. */
export function conditionSamples(
  labels: Readonly<Record<string, string>>,
  conditions: readonly Condition[] = [],
): readonly MetricSample[] {
  return conditions.flatMap(({ type, status }) =>
    statuses.map((each) => ({
      labels: { ...labels, condition: type, status: each },
      value: each === status.toLowerCase() ? 1 : 0,
    })),
  );
}
