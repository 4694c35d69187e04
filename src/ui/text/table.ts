import { cellWidth, fitText } from './cell-width.ts';
import { type Line, type Span, span } from './line.ts';

/** Rows of cells in columns as wide as their widest cell, three blanks apart, as kubectl prints tables. The first row is the heading. */
export function tableLines(heading: readonly string[], rows: readonly (readonly Span[])[]): readonly Line[] {
  const all: readonly (readonly Span[])[] = [heading.map((text) => span(text, 'muted')), ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => cellWidth(row[column]?.text ?? ''))));
  return all.map((row) =>
    row.map((cell, column) => {
      const isLast = column === heading.length - 1;
      return isLast ? cell : { ...cell, text: fitText(cell.text, (widths[column] ?? 0) + 3) };
    }),
  );
}
