import type { Explanation, ExplanationLine, MetricExplanation } from '../../../autoscaling/decision/explanation.ts';
import { fitText } from '../../text/cell-width.ts';
import { readableText } from '../../text/controller-text.ts';
import { type Line, line, type Span, span, spreadLine } from '../../text/line.ts';
import { compact } from '../../text/numbers.ts';
import { wrapWords } from '../../text/wrap-words.ts';
import { countdown, type RuleClock, readableTimes } from './rule.ts';
import type { WhyView } from './why-view.ts';

const stepColumns = 15;
const evidenceColumns = 11;

/** Every step of an autoscaler's decision, in the order of the algorithm: what was measured, then what each rule made of it. */
export function stepLines(view: WhyView, clock: RuleClock, columns: number): readonly Line[] {
  const { autoscaler, explanation } = view;
  if (!explanation) return [];
  const { metrics, lines } = explanation;
  // A pass that stopped before its metrics leaves only their values to tell.
  const told = lines.some(({ step }) => step === 'metrics');
  return [
    heading(view, explanation, columns),
    ...(told ? [] : metrics.flatMap((metric) => row('metrics', metricText(metric), metric.evidence, columns))),
    ...lines.flatMap((step) => {
      const isLimit = step.step === explanation.limitedBy;
      const tone = isLimit ? 'target' : undefined;
      return row(
        step.step,
        textOf(step, clock),
        step.evidence,
        columns,
        tone && span(fitText(step.step, stepColumns), tone),
      );
    }),
    ...(autoscaler.lastRescale ? [line(`  last Event: ${readableText(autoscaler.lastRescale.text)}`, 'muted')] : []),
    [],
  ];
}

function heading(
  { autoscaler, age }: WhyView,
  { target, minReplicas, maxReplicas }: Explanation,
  columns: number,
): Line {
  const left: Line = [
    span(`${autoscaler.word}  `, autoscaler.kind, true),
    span(autoscaler.name, 'title', true),
    span(`  ${target.kind}/${target.name}  ${minReplicas}..${maxReplicas}`, 'muted'),
  ];
  return spreadLine(left, age === undefined ? [] : [span(`  ${age}`, 'muted')], columns);
}

function textOf(step: ExplanationLine, clock: RuleClock): string {
  return `${readableTimes(readableText(step.text), clock)}${countdown(step, clock)}`;
}

function metricText({ name, current, target, ratio, proposes, error }: MetricExplanation): string {
  if (error !== undefined) return `${name}: ${error}`;
  const figures = ratio === null ? '' : `, ratio ${compact(ratio)}`;
  const proposal = proposes === null ? '' : `, alone it proposes ${proposes}`;
  return `${name} is ${current ?? '<unknown>'} of ${target}${figures}${proposal}`;
}

/** A step with its text wrapped beside its name, and how it is known at the right end. */
function row(name: string, text: string, evidence: string, columns: number, label?: Span): readonly Line[] {
  const room = columns - stepColumns - evidenceColumns - 2;
  const first = label ?? span(fitText(name, stepColumns), 'muted');
  return wrapWords(text, Math.max(10, room)).map((part, index) =>
    spreadLine(
      [span('  '), index === 0 ? first : span(' '.repeat(stepColumns)), span(part)],
      index === 0 ? [span(`  ${evidence}`, evidence === 'observed' ? 'muted' : 'stale')] : [],
      columns,
    ),
  );
}
