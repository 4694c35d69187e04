import { cellWidth, fitText } from '../../text/cell-width.ts';
import { type Line, line, lineWidth, span, spreadLine } from '../../text/line.ts';
import type { AutoscalerView } from './replicas-view.ts';

/** How much is said about each autoscaler, by the rows there are. */
export type Detail = 'one' | 'two' | 'three';

/** Rows that `count` autoscalers take at each level of detail. */
export const detailRows: Readonly<Record<Detail, number>> = { one: 1, two: 2, three: 3 };

/** Who wants what: one to three rows per autoscaler, its verdict always in the first. */
export function autoscalerLines(views: readonly AutoscalerView[], detail: Detail, columns: number): readonly Line[] {
  const moveWidth = Math.max(0, ...views.map(({ move }) => cellWidth(move)));
  const rangeWidth = Math.max(0, ...views.map(({ range }) => cellWidth(range)));
  return views.flatMap((view) => {
    const verdict = verdictLine(view, moveWidth, rangeWidth);
    if (detail === 'one') return [withAge(verdict, view, columns)];
    const because = line(`      ${view.metrics.join('  ') || 'no metric yet'}`, 'muted');
    if (detail === 'two') return [verdict, because];
    return [verdict, because, eventLine(view, columns)];
  });
}

/** How long ago it moved the count, where that costs nothing of its name. */
function withAge(verdict: Line, { event }: AutoscalerView, columns: number): Line {
  const age = event ? [span(`  ${event.age}`, 'muted')] : [];
  return lineWidth([...verdict, ...age]) <= columns ? spreadLine(verdict, age, columns) : verdict;
}

function verdictLine(view: AutoscalerView, moveWidth: number, rangeWidth: number): Line {
  const trouble = view.problem === undefined ? [] : [span(`✕ ${view.problem}  `, 'conflict', true)];
  return [
    span(fitText(view.word, 6), view.tone, true),
    span(fitText(view.move, moveWidth), view.tone, view.pulls),
    span(`  ${fitText(view.range, rangeWidth)}  `, 'muted'),
    ...trouble,
    span(view.name, 'muted'),
  ];
}

function eventLine({ event }: AutoscalerView, columns: number): Line {
  if (!event) return line('      no rescale yet', 'muted');
  return spreadLine(line(`      ${event.text}`, 'muted'), [span(`  ${event.age}`, 'muted')], columns);
}
