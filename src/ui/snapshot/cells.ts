import { cellWidth } from '../text/cell-width.ts';
import type { Line } from '../text/line.ts';
import type { CellLook, Colours } from './colours.ts';

/** A character where it stands on the screen. */
export interface Cell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  /** Columns it takes. */
  readonly width: number;
  readonly look: CellLook;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The characters of a frame's rows that fit into its columns; a mark without a width is not a character of its own. */
export function cellsOf(lines: readonly Line[], columns: number, colours: Colours): readonly Cell[] {
  return lines.flatMap((line, row) =>
    rowCells(line, row, colours).filter((each) => each.column + each.width <= columns),
  );
}

function rowCells(line: Line, row: number, colours: Colours): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { text, tone, bold = false } of line) {
    const look = colours.lookOf(tone, bold);
    for (const { segment } of segmenter.segment(text)) {
      const width = cellWidth(segment);
      if (width > 0) cells.push({ text: segment, row, column, width, look });
      column += width;
    }
  }
  return cells;
}
