import { type Line, lineWidth, type Span, span } from './line.ts';

/** Blanks between two parts on one row. */
export const flowGap = 3;

/** Parts one behind the other, three blanks apart, on as few rows as they fit on. Empty parts are left out. */
export function flow(parts: readonly Line[], columns: number): readonly Line[] {
  const lines: Span[][] = [];
  for (const part of parts) {
    if (part.length === 0) continue;
    const current = lines.at(-1);
    if (current && lineWidth(current) + flowGap + lineWidth(part) <= columns)
      current.push(span(' '.repeat(flowGap)), ...part);
    else lines.push([...part]);
  }
  return lines;
}
