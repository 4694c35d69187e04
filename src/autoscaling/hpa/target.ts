import type { MetricStatus } from '../objects.ts';
import { formatSelector, parseSelector, type Selector, SelectorError } from '../selector.ts';
import { rivalsOf } from './ambiguity.ts';
import { type Combined, combine, type EvaluatedMetric, evaluateMetrics, metricStatuses } from './combine.ts';
import type { StepName } from './contract.ts';
import { boundsStep } from './explain-limits.ts';
import { metricDecision, metricSteps } from './explain-metrics.ts';
import { describeMetric } from './metric-names.ts';
import { normalize } from './normalize.ts';
import type { Pass } from './pass.ts';
import { scalingActive } from './texts.ts';
import { toleranceOf } from './tolerance.ts';

/** A scale subresource that could be read. */
export interface ReadScale {
  readonly specReplicas: number;
  readonly statusReplicas: number;
  readonly selector: string;
}

/** The count a pass arrives at, or why it does not. */
export type Target =
  | {
      readonly kind: 'count';
      readonly replicas: number;
      /** The reason of the rescale event; chosen from the metrics alone, even if something else decided. */
      readonly reason: string;
      readonly currentMetrics: readonly MetricStatus[];
      readonly limitedBy: StepName | null;
      /** Some metrics failed without changing the outcome. */
      readonly error?: string;
    }
  | {
      readonly kind: 'failure';
      readonly error: string;
      readonly currentMetrics: readonly MetricStatus[] | null;
      readonly limitedBy: StepName;
    };

/** Computes metrics and normalizes their proposal. */
export function targetFromMetrics(pass: Pass, scale: ReadScale): Target {
  const selectorProblem = checkSelector(pass, scale);
  if (selectorProblem !== undefined) {
    const current = scale.specReplicas;
    pass.steps.push({ step: 'selector', from: current, to: current, because: selectorProblem });
    return { kind: 'failure', error: selectorProblem, currentMetrics: null, limitedBy: 'selector' };
  }
  const metrics = computeMetrics(pass, scale);
  const combined = combine(metrics, scale.specReplicas);
  const currentMetrics = metricStatuses(metrics);
  if (combined.kind === 'failure') {
    const { first, error } = combined;
    pass.conditions.set('ScalingActive', scalingActive.failed(first.reason, first.message));
    return { kind: 'failure', error, currentMetrics, limitedBy: 'metrics' };
  }
  return normalized(pass, scale.specReplicas, combined, currentMetrics);
}

/** The error text where the target's selector cannot be used. Registers it otherwise. */
function checkSelector(pass: Pass, { selector }: ReadScale): string | undefined {
  const { pods, otherHpas, options, hpa } = pass.evaluation;
  if (selector === '') {
    const message = 'selector is required';
    pass.record('Warning', 'SelectorRequired', message);
    pass.conditions.set('ScalingActive', scalingActive.selectorMissing);
    return message;
  }
  const parsed = parseOrExplain(selector);
  if (typeof parsed === 'string') return refuseSelector(pass, 'InvalidSelector', parsed);

  pass.registeredSelector = selector;
  if (options.profile === 'gke') return undefined;
  const { namespace } = pass;
  const { name } = hpa.metadata;
  const rivals = rivalsOf({ namespace, name, selector }, otherHpas, pods);
  if (rivals.length === 0) return undefined;
  const all = [`${namespace}/${name}`, ...rivals].toSorted().join(' ');
  const message = `pods by selector ${formatSelector(parsed)} are controlled by multiple HPAs: [${all}]`;
  return refuseSelector(pass, 'AmbiguousSelector', message);
}

function refuseSelector(pass: Pass, reason: 'InvalidSelector' | 'AmbiguousSelector', message: string): string {
  pass.record('Warning', reason, message);
  pass.conditions.set('ScalingActive', scalingActive.selector(reason, message));
  return message;
}

function parseOrExplain(selector: string): Selector | string {
  try {
    return parseSelector(selector);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    return `couldn't convert selector into a corresponding internal selector object: ${error.message}`;
  }
}

function computeMetrics(pass: Pass, { specReplicas, statusReplicas }: ReadScale): readonly EvaluatedMetric[] {
  const { now, options, pods, metrics: api } = pass.evaluation;
  const tolerance = toleranceOf(pass.spec.behavior, options);
  const { namespace } = pass;
  const scene = { now, options, pods, current: specReplicas, statusReplicas, tolerance, namespace, api };
  const metrics = evaluateMetrics(pass.spec.metrics, scene);
  pass.metrics = metrics.map((metric) => metricDecision(metric, tolerance));
  for (const metric of metrics) {
    pass.steps.push(...metricSteps(metric, specReplicas, tolerance));
    const { failure } = metric;
    if (failure) pass.record('Warning', failure.reason, failure.message);
  }
  return metrics;
}

function normalized(
  pass: Pass,
  current: number,
  combined: Extract<Combined, { kind: 'proposal' }>,
  currentMetrics: readonly MetricStatus[],
): Target {
  const { evaluation, spec, conditions, steps } = pass;
  const { replicas: raw, winner, measured, error } = combined;
  const name = describeMetric(winner);
  conditions.set('ScalingActive', scalingActive.valid(name));
  if (pass.metrics.length > 1) {
    steps.push({ step: 'max', from: current, to: raw, because: `the largest proposal is that of ${name}` });
  }
  const reason = raw > current ? `${name} above target` : raw < current ? 'All metrics below target' : '';
  const outcome = normalize(raw, {
    now: evaluation.now,
    options: evaluation.options,
    spec,
    current,
    log: pass.recommendations ?? [],
    events: { up: pass.scaleUpEvents, down: pass.scaleDownEvents },
  });
  pass.recommendations = outcome.log;
  conditions.set('AbleToScale', outcome.ableToScale);
  conditions.set('ScalingLimited', outcome.scalingLimited);
  steps.push(...outcome.steps);

  // Policies may allow less than a minimum that was raised while the target was at zero.
  const replicas = current === 0 ? Math.max(outcome.replicas, spec.minReplicas) : outcome.replicas;
  if (replicas !== outcome.replicas) steps.push(boundsStep(outcome.replicas, replicas, spec));
  const kept = raw === current && measured.proposal.basis.kind === 'tolerance' ? 'tolerance' : null;
  const limitedBy = steps.findLast(({ step, from, to }) => from !== to && limits.has(step))?.step ?? kept;
  return { kind: 'count', replicas, reason, currentMetrics, limitedBy, ...(error !== undefined && { error }) };
}

const limits: ReadonlySet<StepName> = new Set<StepName>(['stabilization', 'policy', 'bounds']);
