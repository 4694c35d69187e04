import { fitText } from '../../text/cell-width.ts';
import { type Line, lineWidth, type Span, span, spreadLine } from '../../text/line.ts';
import { arithmeticLine } from './arithmetic.ts';
import type { WhyView } from './why-view.ts';

/** Cells of the word in front of a block, so that the arithmetic of all blocks begins in one column. */
export const wordColumns = 6;

/**
 * One autoscaler: what it wants and how it got there, then which rule stopped it. In two rows, or in one where there are too few for
 * everybody: then the rule stands behind the arithmetic.
 */
export function blockLines(view: WhyView, columns: number, rows: 1 | 2): readonly Line[] {
  const { autoscaler, event } = view;
  const word = span(fitText(autoscaler.word, wordColumns), autoscaler.kind, true);
  const note: Line = [
    span(`  ${view.evidence}`, view.evidence === 'observed' ? 'muted' : 'stale'),
    ...(view.age === undefined ? [] : [span(` ${view.age}`.padStart(9), 'muted')]),
  ];
  const wish = wishSpans(view);
  const rule = ruleSpans(view);
  if (rows === 1) {
    const room = columns - wordColumns - lineWidth(wish) - lineWidth(rule) - 3;
    const how = arithmetic(view, room);
    const figures = how.length > 0 && lineWidth(how) <= room ? [...how, span(' · ', 'chrome')] : [];
    return [spreadLine([word, ...wish, ...figures, ...rule], [], columns)];
  }
  const room = columns - wordColumns - lineWidth(wish) - lineWidth(note);
  const last: Line = event === undefined ? [] : [span(`  ${event}`, 'muted')];
  const indent = span(' '.repeat(wordColumns));
  // The rule is what the row is for; the Event gives way where both do not fit.
  const ruleRow: Line = [indent, ...rule, ...becauseSpans(view)];
  const shownEvent = wordColumns + lineWidth(rule) + lineWidth(last) <= columns ? last : [];
  return [
    spreadLine([word, ...wish, ...arithmetic(view, room)], note, columns),
    spreadLine(ruleRow, shownEvent, columns),
  ];
}

/** `wants 10, gets 4`: what its metrics want within its bounds, and the count that comes out for now; the chain behind tells how. */
function wishSpans({ autoscaler, wants, gets }: WhyView): readonly Span[] {
  const wish = `wants ${wants ?? '?'}`;
  const outcome = gets === null || gets === wants ? '' : `, gets ${gets}`;
  return [span(`${wish}${outcome}`.padEnd('wants 10, gets 4'.length), autoscaler.kind, true), span('  ')];
}

function arithmetic({ autoscaler, explanation, names }: WhyView, columns: number): Line {
  return explanation ? arithmeticLine({ explanation, names, tone: autoscaler.kind, columns }) : [];
}

function ruleSpans({ rule }: WhyView): readonly Span[] {
  return rule.limits
    ? [span('▪ ', 'target'), span(rule.text, 'target')]
    : [span('· ', 'chrome'), span(rule.text, 'muted')];
}

function becauseSpans({ rule }: WhyView): readonly Span[] {
  return rule.because === undefined ? [] : [span(`: ${rule.because}`, 'muted')];
}
