import { formatMilli } from '../quantity/milli.ts';
import type { EvaluatedMetric } from './combine.ts';
import type { DecisionStep, MetricDecision } from './contract.ts';
import { describeMetric, describeTarget } from './metric-names.ts';
import { formatUsage } from './metric-per-pod.ts';
import type { Assumed, Proposal } from './proposal.ts';
import type { Tolerance } from './tolerance.ts';

/** One metric as data, for `explain` and the why pane. */
export function metricDecision({ spec, measured, failure }: EvaluatedMetric, tolerance: Tolerance): MetricDecision {
  const described = { name: describeMetric(spec), type: spec.type, target: describeTarget(spec), tolerance };
  if (measured === undefined) {
    const counted = { ready: 0, unready: [], missing: [], ignored: [] };
    return { ...described, usage: null, ratio: null, proposed: null, counted, error: failure.message };
  }
  const { replicas, ratio, counted, utilizationPercent } = measured.proposal;
  return {
    ...described,
    usage: usageOf({ spec, measured }, measured.proposal),
    ...(utilizationPercent !== undefined && { utilization: utilizationPercent }),
    ratio,
    proposed: replicas,
    counted,
  };
}

/** The steps from the current count to what one metric proposes. */
export function metricSteps(metric: EvaluatedMetric, current: number, tolerance: Tolerance): readonly DecisionStep[] {
  const { spec, measured, failure } = metric;
  const name = describeMetric(spec);
  if (measured === undefined) {
    return [
      { step: 'metrics', from: current, to: current, because: `${name} cannot be evaluated: ${failure.message}` },
    ];
  }
  const { proposal } = measured;
  const { replicas, basis, utilizationPercent } = proposal;
  const usage = utilizationPercent === undefined ? usageOf(metric, proposal) : `${utilizationPercent}%`;
  const compared = `${name} is ${usage} against a target of ${describeTarget(spec)} (ratio ${figure(proposal.ratio)})`;
  const measurement = (because: string): DecisionStep => ({
    step: 'metrics',
    from: current,
    to: replicas,
    because: `${compared}${because}`,
  });
  switch (basis.kind) {
    case 'tolerance': {
      const range = `${figure(1 - tolerance.down)} to ${figure(1 + tolerance.up)}`;
      const because = `the ratio ${figure(basis.ratio)} lies within the tolerance of ${range}`;
      return [
        measurement(assumptions(basis.assumed, basis.ratio)),
        { step: 'tolerance', from: current, to: replicas, because },
      ];
    }
    case 'ratio': {
      const product = `${figure(basis.ratio)} × ${basis.pods} pods, rounded up, is ${replicas}`;
      return [measurement(`${assumptions(basis.assumed, basis.ratio)}: ${product}`)];
    }
    case 'reversal':
      return [measurement(`${assumptions(basis.assumed, basis.ratio)}, which would turn the direction: unchanged`)];
    case 'total':
      return [measurement(`: the total over the target, rounded up, is ${replicas}`)];
    default:
      return basis satisfies never;
  }
}

function assumptions(assumed: Assumed | undefined, ratio: number): string {
  if (assumed === undefined) return '';
  const { missing, unready } = assumed;
  const parts = [missing > 0 && `${missing} without a value`, unready > 0 && `${unready} not ready`].filter(Boolean);
  return parts.length === 0 ? '' : `; with assumptions for pods (${parts.join(', ')}) the ratio is ${figure(ratio)}`;
}

function usageOf({ spec }: EvaluatedMetric, { usage }: Proposal): string {
  switch (spec.type) {
    case 'Resource':
      return formatUsage(usage, spec.resource.name);
    case 'ContainerResource':
      return formatUsage(usage, spec.containerResource.name);
    default:
      return formatMilli(usage);
  }
}

/** A number as a person reads it: at most three decimals. */
function figure(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
