import type { Placed } from '../layout/composite.ts';
import { cellWidth, takeCells } from '../text/cell-width.ts';
import { cutLine, fitLine, type Line, lineWidth, type Span, span } from '../text/line.ts';

/** Rows with a rectangle of lines laid over them. */
export function overlaid(rows: readonly Line[], { area, lines }: Placed): readonly Line[] {
  return rows.map((row, index) => {
    const own = index < area.top + area.rows ? lines[index - area.top] : undefined;
    if (!own) return row;
    return [
      ...fitLine(firstCells(row, area.left), area.left),
      ...fitLine(cutLine(own, area.columns), area.columns),
      ...restAfter(row, area.left + area.columns),
    ];
  });
}

/** The first cells of a line, without a sign that something was cut off. */
function firstCells(row: Line, width: number): Line {
  let room = width;
  return row.flatMap((part): Span[] => {
    const text = takeCells(part.text, room);
    room -= cellWidth(text);
    return text === '' ? [] : [{ ...part, text }];
  });
}

/** What of a line stands from a column on; half of a wide character becomes a blank. */
function restAfter(row: Line, column: number): Line {
  const before = firstCells(row, column);
  const half = lineWidth(row) > column ? column - lineWidth(before) : 0;
  let skip = before.reduce((length, { text }) => length + text.length, 0);
  const rest = row.flatMap((part): Span[] => {
    const text = part.text.slice(skip);
    skip = Math.max(0, skip - part.text.length);
    return text === '' ? [] : [{ ...part, text }];
  });
  if (half === 0) return rest;
  const [first, ...others] = rest;
  const whole = first === undefined ? '' : takeCells(first.text, 2);
  return [span(' '), ...(first ? [{ ...first, text: first.text.slice(whole.length) }] : []), ...others];
}
