import { ableToScale } from '../hpa/texts.ts';
import type { ExplanationLine, MetricExplanation } from './explanation.ts';
import { figure, replicas } from './numbers.ts';
import type { ObservedMetric } from './observed-metrics.ts';
import type { ObservedPass } from './observed-pass.ts';

/** Which metric decided, and how much it asked for. */
export interface Winner {
  readonly wants: number | null;
  readonly metrics: readonly MetricExplanation[];
  readonly lines: readonly ExplanationLine[];
  /** The metric that decided asked for no change as it was near enough to its target. */
  readonly withinTolerance: boolean;
}

const validPrefix = /^the HPA was able to successfully calculate a replica count from /;

/**
 * ScalingActive names the metric with the largest proposal. Where the conditions also say that nothing stood between proposal and
 * count, the proposal is the count: that corrects the estimates.
 */
export function winnerOf(metrics: readonly ObservedMetric[], observed: ObservedPass): Winner {
  const proposals = metrics.flatMap(({ explanation }) => explanation.proposes ?? []);
  const estimated = proposals.length === 0 ? null : Math.max(...proposals);
  const name = observed.pass === 'full' ? winnersName(observed) : undefined;
  const named = name === undefined ? metrics : metricsCalled(name, metrics);
  const decisive = named.length === 1 ? named[0] : undefined;
  const wants = exactly(observed) ?? estimated;
  const lines: ExplanationLine[] = [];
  if (metrics.length > 1 && decisive !== undefined) {
    const text = `the largest proposal is that of ${decisive.explanation.name}`;
    lines.push({ step: 'max', text, evidence: 'observed' });
  }
  if (name !== undefined && named.length === 0) {
    const text = `the pass decided by ${name}, which the spec no longer has: it was edited since`;
    lines.push({ step: 'max', text, evidence: 'observed' });
    return { wants: exactly(observed) ?? null, metrics: explanations(metrics), lines, withinTolerance: false };
  }
  if (wants !== null && estimated !== null && wants !== estimated) lines.push(correction(wants, estimated));
  return {
    wants,
    metrics: metrics.map((metric) => corrected(metric, metric === decisive, exactly(observed))),
    lines,
    withinTolerance: decisive?.estimate?.basis.kind === 'tolerance' && wants === observed.current,
  };
}

function winnersName({ active }: ObservedPass): string | undefined {
  return active?.status === 'True' ? active.message?.replace(validPrefix, '') : undefined;
}

/** Versions of the controller differ in how they print a selector, which is the part in parentheses. */
function metricsCalled(name: string, metrics: readonly ObservedMetric[]): readonly ObservedMetric[] {
  const exact = metrics.filter(({ controllerName }) => controllerName === name);
  if (exact.length > 0) return exact;
  return metrics.filter(({ controllerName }) => controllerName.split('(')[0] === name.split('(')[0]);
}

function explanations(metrics: readonly ObservedMetric[]): readonly MetricExplanation[] {
  return metrics.map(({ explanation }) => explanation);
}

/** The proposal, where nothing changed it on its way: AbleToScale and ScalingLimited both say so. */
function exactly({ pass, able, limited, desired, current }: ObservedPass): number | undefined {
  if (pass !== 'full' || current === 0 || limited?.status !== 'False') return undefined;
  // Controllers of old versions have the same reason with another meaning.
  const untouched = able?.reason === ableToScale.ready.reason && able.message === ableToScale.ready.message;
  return untouched ? (desired ?? undefined) : undefined;
}

function correction(wants: number, estimated: number): ExplanationLine {
  const text = `the metrics came to ${replicas(wants)}, not ${figure(estimated)}: pods not ready or without a value count differently`;
  return { step: 'max', text, evidence: 'observed' };
}

function corrected({ explanation }: ObservedMetric, decisive: boolean, exact: number | undefined): MetricExplanation {
  if (exact === undefined || explanation.proposes === null) return explanation;
  return { ...explanation, proposes: decisive ? exact : Math.min(explanation.proposes, exact) };
}
