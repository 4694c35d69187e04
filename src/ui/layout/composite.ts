import { cutLine, fitLine, type Line, lineWidth, type Span, span } from '../text/line.ts';
import type { CellSize, Rectangle } from './place-panes.ts';

/** Lines and where they stand. */
export interface Placed {
  readonly area: Rectangle;
  readonly lines: readonly Line[];
}

/** Rectangles of lines put together into the rows of the screen. They must not overlap; each is cut to its area. */
export function composite(parts: readonly Placed[], size: CellSize): readonly Line[] {
  const byColumn = [...parts].sort((a, b) => a.area.left - b.area.left);
  return Array.from({ length: size.rows }, (_, row) => {
    const line: Span[] = [];
    for (const { area, lines } of byColumn) {
      const own = lines[row - area.top];
      if (!own || row >= area.top + area.rows) continue;
      const gap = area.left - lineWidth(line);
      if (gap > 0) line.push(span(' '.repeat(gap)));
      line.push(...fitLine(cutLine(own, area.columns), area.columns));
    }
    return line;
  });
}
