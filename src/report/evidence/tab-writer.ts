export interface TabStops {
  /** Least width of a column, its padding included. */
  readonly minWidth: number;
  /** Blanks behind the widest cell of a column. */
  readonly padding: number;
}

/**
 * Aligns tab-separated cells as Go's text/tabwriter does (padding with blanks): a column is as wide as its widest cell among the
 * neighbouring lines that have one there, and what follows the last tab of a line aligns nothing. kubectl prints all its text through it.
 */
export function tabbed(text: string, stops: TabStops): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  return aligned(lines, [], stops)
    .map((cells) => cells.join(''))
    .join('\n');
}

/** Lines whose columns so far have `widths`: those with one more column are aligned block by block. */
function aligned(lines: readonly string[][], widths: readonly number[], stops: TabStops): readonly string[][] {
  const column = widths.length;
  const done: string[][] = [];
  let index = 0;
  while (index < lines.length) {
    const block = lines.slice(index, blockEnd(lines, index, column));
    if (block.length === 0) {
      done.push((lines[index] ?? []).map((cell, at) => padded(cell, widths[at])));
      index += 1;
      continue;
    }
    const cells = block.map((line) => [...(line[column] ?? '')].length + stops.padding);
    done.push(...aligned(block, [...widths, Math.max(stops.minWidth, ...cells)], stops));
    index += block.length;
  }
  return done;
}

/** Where the lines end that have, from `start` on, a tab behind their cell in a column. */
function blockEnd(lines: readonly string[][], start: number, column: number): number {
  let end = start;
  while (end < lines.length && column < (lines[end]?.length ?? 0) - 1) end += 1;
  return end;
}

function padded(cell: string, width: number | undefined): string {
  return width === undefined ? cell : cell + ' '.repeat(Math.max(0, width - [...cell].length));
}
