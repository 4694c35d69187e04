import { cellWidth, fitText } from '../../text/cell-width.ts';
import { type Line, type Span, span } from '../../text/line.ts';
import type { EventRow } from './events-view.ts';

/** From here on there is room for names of objects; below, KEDA and HPA tell them apart. */
const wideColumns = 100;
const gap = 2;

/**
 * Events as rows: age, count and object in columns, then reason and message one behind the other. Reasons differ in length by twenty
 * cells, and a column of them would leave nothing of the messages.
 */
export function eventLines(events: readonly EventRow[], columns: number): readonly Line[] {
  const objectOf = columns >= wideColumns ? ({ object }: EventRow) => object : ({ word }: EventRow) => word;
  const [ageWidth, countWidth, objectWidth] = [
    widthOf(
      'AGE',
      events.map(({ age }) => age),
    ),
    widthOf(
      '',
      events.map(({ count }) => count),
    ),
    widthOf('OBJECT', events.map(objectOf)),
  ];
  const heading = [
    fitText('AGE', ageWidth),
    fitText('', countWidth),
    fitText('OBJECT', objectWidth),
    'REASON AND MESSAGE',
  ];
  return [
    [span(heading.join(''), 'muted')],
    ...events.map(
      (event): Line => [
        span(fitText(event.age, ageWidth)),
        span(fitText(event.count, countWidth), 'muted'),
        span(fitText(objectOf(event), objectWidth), event.subject === 'workload' ? 'muted' : event.subject),
        reasonSpan(event),
        span(`  ${event.message}`, event.warning ? undefined : 'muted'),
      ],
    ),
  ];
}

function reasonSpan({ warning, reason }: EventRow): Span {
  return warning ? span(`! Warning ${reason}`, 'stale') : span(reason, 'title');
}

/** A column as wide as its widest entry and a gap; nothing for a column of nothing. */
function widthOf(heading: string, entries: readonly string[]): number {
  const widest = Math.max(cellWidth(heading), ...entries.map(cellWidth));
  return widest === 0 ? 0 : widest + gap;
}
