import type { StepName } from '../hpa/contract.ts';
import type { Explanation, ExplanationLine } from './explanation.ts';
import { statusTime } from './last-pass.ts';
import { limitLines } from './limit-lines.ts';
import { metricLines } from './metric-lines.ts';
import { type ObservedMetric, observeMetrics } from './observed-metrics.ts';
import { type ObjectFacts, type ObservedPass, observePass } from './observed-pass.ts';
import { outcomeLines } from './outcome-lines.ts';
import { describeHpa } from './owner.ts';
import { isStabilized, stabilizationLines } from './stabilization-lines.ts';
import { type Winner, winnerOf } from './winner.ts';

/**
 * Explains an HPA of a cluster whose controller cannot be asked: from spec, status, conditions, Events and what was seen before. Each line
 * says how it is known. Throws a QuantityError for a quantity no API server would have stored.
 */
export function explainFromObjects(facts: ObjectFacts): Explanation {
  const observed = observePass(facts);
  const { hpa, current, desired } = observed;
  const metrics = observeMetrics({ ...observed, status: hpa.status });
  const winner = winnerOf(metrics, observed);
  return {
    ...describeHpa(hpa),
    at: statusTime(hpa),
    current,
    wants: winner.wants,
    desired,
    limitedBy: limitedBy(observed, winner),
    metrics: winner.metrics,
    lines: [
      ...beginning(observed),
      ...metricLines(metrics, observed),
      ...failureLine(observed, metrics),
      ...winner.lines,
      ...(observed.pass === 'full' ? [...stabilizationLines(observed), ...limitLines(observed)] : []),
      ...outcomeLines(observed),
    ],
  };
}

const passLimits = {
  none: null,
  unread: 'scale',
  disabled: 'disabled',
  selector: 'selector',
  metrics: 'metrics',
  jump: 'bounds',
} as const;

const reasonLimits: Readonly<Record<string, StepName>> = {
  ScaleUpLimit: 'policy',
  ScaleDownLimit: 'policy',
  TooManyReplicas: 'bounds',
  TooFewReplicas: 'bounds',
};

/** The last step that is known to have changed the count. */
function limitedBy(observed: ObservedPass, { withinTolerance }: Winner): StepName | null {
  const { pass, able, limited } = observed;
  if (able?.reason === 'FailedUpdateScale') return 'write';
  if (pass !== 'full') return passLimits[pass];
  const byCondition = limited?.status === 'True' ? reasonLimits[limited.reason ?? ''] : undefined;
  return byCondition ?? (isStabilized(observed) ? 'stabilization' : withinTolerance ? 'tolerance' : null);
}

function beginning({ pass, able, active, current }: ObservedPass): readonly ExplanationLine[] {
  const said = (step: StepName, text: string): ExplanationLine => ({ step, text, evidence: 'observed' });
  switch (pass) {
    case 'none':
      return [];
    case 'unread':
      return [said('scale', able?.message ?? 'the scale of the target could not be read')];
    case 'disabled':
      return [
        said(
          'disabled',
          'the target has no replicas and someone else set it so: the HPA waits until they bring it back',
        ),
      ];
    case 'selector':
      return [said('scale', began(current)), said('selector', `${active?.reason}: ${active?.message ?? 'no message'}`)];
    case 'metrics':
    case 'jump':
    case 'full':
      return [said('scale', began(current))];
    default:
      return pass satisfies never;
  }
}

/** The metrics gave no count; why stands with the metric it is about, if that is known. */
function failureLine({ pass, active }: ObservedPass, metrics: readonly ObservedMetric[]): readonly ExplanationLine[] {
  if (pass !== 'metrics' || active === undefined) return [];
  const { reason = 'no reason', message = 'no message' } = active;
  const told = metrics.some(({ explanation: { error } }) => error !== undefined && message.endsWith(error));
  const others = metrics.some(({ explanation }) => explanation.proposes !== null);
  const why = told ? reason : `${reason}: ${message}`;
  const rule = others ? '; with a failed metric nothing is scaled down' : '';
  return [{ step: 'metrics', text: `no count comes out (${why})${rule}`, evidence: 'observed' }];
}

function began(current: number | null): string {
  return `the last pass began with a count of ${current ?? 0}`;
}
