import type { DecisionStep, HpaDecision, MetricDecision } from '../hpa/contract.ts';
import { withDefaults } from '../hpa/defaults.ts';
import { describeMetric, describeTarget } from '../hpa/metric-names.ts';
import { isWithin } from '../hpa/tolerance.ts';
import type { HorizontalPodAutoscaler, MetricSpec } from '../objects.ts';
import type { Explanation, ExplanationLine, MetricExplanation } from './explanation.ts';
import { aimOf, distinguish, type MetricAim } from './metric-source.ts';
import { aimedAt, canonical, targetText } from './metric-target.ts';
import { describeHpa } from './owner.ts';
import { sharedTotal } from './shared-total.ts';

/**
 * Explains one pass of the controller: everything is observed. `hpa` is the object the pass worked on; metrics that were added to it
 * since are listed without a value. Throws a QuantityError for a target that is no quantity.
 */
export function explainDecision(hpa: HorizontalPodAutoscaler, decision: HpaDecision): Explanation {
  const { at, current, desired, limitedBy, metrics } = decision;
  const proposals = metrics.flatMap(({ proposed }) => proposed ?? []);
  const known = decidedMetrics(withDefaults(hpa).metrics, metrics);
  return {
    ...describeHpa(hpa),
    at,
    current,
    wants: proposals.length === 0 ? null : Math.max(...proposals),
    desired,
    limitedBy,
    metrics: known.map(explainMetric),
    lines: linesOf(decision, shortNames(known)),
  };
}

interface DecidedMetric extends MetricAim {
  readonly decision: MetricDecision | undefined;
}

function decidedMetrics(specs: readonly MetricSpec[], decided: readonly MetricDecision[]): readonly DecidedMetric[] {
  const known = specs.flatMap((spec, index) => {
    const aim = aimOf(spec);
    return aim === undefined ? [] : [{ ...aim, decision: decisionOn(spec, index, decided) }];
  });
  return distinguish(known);
}

/** The controller's names of metrics, which print whole selectors, and the short ones. Names of several metrics are left alone. */
function shortNames(metrics: readonly DecidedMetric[]): ReadonlyMap<string, string> {
  const named = metrics.flatMap(({ name, decision }) =>
    decision === undefined ? [] : [[decision.name, name] as const],
  );
  return new Map(named.filter(([long]) => named.filter(([other]) => other === long).length === 1));
}

/** Decisions stand in the order of the spec; if that was edited since, only an unmistakable one is taken. */
function decisionOn(spec: MetricSpec, index: number, decided: readonly MetricDecision[]): MetricDecision | undefined {
  const isOn = ({ name, type, target }: MetricDecision) =>
    type === spec.type && name === describeMetric(spec) && target === describeTarget(spec);
  const same = decided.filter(isOn);
  const there = decided[index];
  return there !== undefined && isOn(there) ? there : same.length === 1 ? same[0] : undefined;
}

function explainMetric({ identity, name, type, target, decision }: DecidedMetric): MetricExplanation {
  const described = { identity, name, type, target: targetText(target), evidence: 'observed' } as const;
  if (decision === undefined) return { ...described, current: null, ratio: null, proposes: null };
  const { usage, utilization, ratio, proposed, error } = decision;
  const total = type === 'Object' || type === 'External' ? totalOf(target, decision) : undefined;
  return {
    ...described,
    current: utilization === undefined ? usage && canonical(usage) : `${utilization}%`,
    ratio,
    proposes: proposed,
    ...(total !== undefined && { total }),
    ...(error !== undefined && { error }),
  };
}

function totalOf(target: MetricAim['target'], { ratio, proposed, tolerance }: MetricDecision): string | undefined {
  const aim = aimedAt(target);
  if (aim?.kind !== 'AverageValue' || ratio === null || proposed === null) return undefined;
  return sharedTotal(ratio, proposed, aim.milli, isWithin(tolerance, ratio));
}

function linesOf(
  { steps, desired, current }: HpaDecision,
  names: ReadonlyMap<string, string>,
): readonly ExplanationLine[] {
  const lines = steps.map((step) => lineOf(step, names));
  // A pass that writes, or is refused, ends with that step.
  if (steps.at(-1)?.step === 'write') return lines;
  const kept = desired === current ? `the count stays at ${desired}` : `the status keeps asking for ${desired}`;
  return [...lines, { step: 'write', text: `nothing is written: ${kept}`, evidence: 'observed' }];
}

function lineOf({ step, from, to, because, until }: DecisionStep, names: ReadonlyMap<string, string>): ExplanationLine {
  const named = [...names].reduce((text, [long, short]) => withShortName(text, long, short), because);
  // What a metric proposes and what is written is part of the sentence already.
  const change = from === to || step === 'metrics' || step === 'write' ? '' : `: ${from} → ${to}`;
  return { step, text: named + change, evidence: 'observed', to, ...(until !== undefined && { until }) };
}

/** Steps name a metric at their beginning, or at their end where it is the one that decided. */
function withShortName(text: string, long: string, short: string): string {
  if (text.startsWith(`${long} `)) return short + text.slice(long.length);
  const end = ` is that of ${long}`;
  return text.endsWith(end) ? text.slice(0, -long.length) + short : text;
}
