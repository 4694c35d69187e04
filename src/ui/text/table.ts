import { cellWidth, fitText } from './cell-width.ts';
import { type Line, lineWidth, type Span, span } from './line.ts';

export interface TableRequest {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly Span[])[];
  /** Cells there are for it. */
  readonly columns: number;
  /** Headings of columns that can be done without, the first to go first. */
  readonly optional?: readonly string[];
}

/** Rows of cells in aligned columns as kubectl prints tables; where it is narrow, closer together and then with fewer columns. */
export function tableLines({ heading, rows, columns, optional = [] }: TableRequest): readonly Line[] {
  const all: readonly (readonly Span[])[] = [heading.map((text) => span(text, 'muted')), ...rows];
  const attempts = [...optional.keys(), optional.length].flatMap((dropped) => {
    const kept = heading.map((name) => !optional.slice(0, dropped).includes(name));
    const cells = all.map((row) => row.filter((_, index) => kept[index]));
    return [3, 2].map((gap) => () => aligned(cells, gap));
  });
  let lines: readonly Line[] = [];
  for (const attempt of attempts) {
    lines = attempt();
    if (lines.every((row) => lineWidth(row) <= columns)) break;
  }
  return lines;
}

function aligned(rows: readonly (readonly Span[])[], gap: number): readonly Line[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => cellWidth(row[column]?.text ?? ''))));
  return rows.map((row) =>
    row.map((cell, column) =>
      column === row.length - 1 ? cell : { ...cell, text: fitText(cell.text, (widths[column] ?? 0) + gap) },
    ),
  );
}
