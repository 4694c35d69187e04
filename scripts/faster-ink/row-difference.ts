import { type RowCells, rowCells } from './row-cells.ts';

const csi = '\u001B[';
/** Cells that stay are written again rather than jumped over where there are fewer: a jump and a look take about as many bytes. */
const leastJump = 8;

const known = new Map<string, RowCells | undefined>();
const mostKnown = 1024;

/**
 * What has to be written to turn one row into another one where they differ, with a jump over every stretch that stays: panes stand side by
 * side, and what changes on the left and on the right says nothing about the middle. Undefined for rows that are not understood.
 */
export function rowDifference(previous: string, next: string): string | undefined {
  const [before, after] = [cellsOf(previous), cellsOf(next)];
  if (!before || !after) return undefined;
  const end = shownLength(after);
  let written = '';
  for (let column = 0; column < end; column++) {
    if (isSame(before, after, column)) continue;
    const to = endOfChange(before, after, column, end);
    written += `${csi}${column + 1}G${paintedCells(after, column, to)}`;
    column = to;
  }
  // What was there beyond the end of the new row.
  return shownLength(before) > end ? `${written}${csi}${end + 1}G${csi}K` : written;
}

/** Rows come twice: as what is drawn, and a frame later as what was there. */
function cellsOf(text: string): RowCells | undefined {
  if (known.has(text)) return known.get(text);
  if (known.size >= mostKnown) known.clear();
  const cells = rowCells(text);
  known.set(text, cells);
  return cells;
}

/** Cells up to the last one that is not an empty one. */
function shownLength({ characters, looks }: RowCells): number {
  let length = characters.length;
  while (length > 0 && characters[length - 1] === ' ' && looks[length - 1] === '') length--;
  return length;
}

function isSame(before: RowCells, after: RowCells, column: number): boolean {
  return (
    (before.characters[column] ?? ' ') === after.characters[column] &&
    (before.looks[column] ?? '') === after.looks[column]
  );
}

/** Column behind the last change before a stretch that is worth a jump. */
function endOfChange(before: RowCells, after: RowCells, start: number, end: number): number {
  let last = start;
  for (let column = start + 1; column < end && column - last <= leastJump; column++) {
    if (!isSame(before, after, column)) last = column;
  }
  return last + 1;
}

function paintedCells({ characters, looks }: RowCells, from: number, to: number): string {
  let text = '';
  let current = '';
  for (let column = from; column < to; column++) {
    const look = looks[column] ?? '';
    if (look !== current) {
      text += look === '' ? `${csi}m` : `${csi}${current === '' ? '' : '0;'}${look}m`;
      current = look;
    }
    text += characters[column] ?? ' ';
  }
  return current === '' ? text : `${text}${csi}m`;
}
