import type { Terminal } from '@xterm/headless';

export interface Cell {
  readonly glyph: string;
  /** Palette index or 0xRRGGBB; undefined is the terminal's own colour. */
  readonly colour: number | undefined;
  readonly background: number | undefined;
  readonly bold: boolean;
  readonly inverse: boolean;
}

/** What a person sees at one moment. */
export interface Screen {
  /** One per row, without trailing blanks. */
  readonly lines: readonly string[];
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  /** Whether the alternate screen is shown. */
  readonly alternate: boolean;
  readonly cursorVisible: boolean;
  cell(column: number, row: number): Cell;
}

export function readScreen(terminal: Terminal, cursorVisible: boolean): Screen {
  const buffer = terminal.buffer.active;
  const lines = Array.from(
    { length: terminal.rows },
    (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '',
  );
  return {
    lines,
    text: lines.join('\n'),
    columns: terminal.cols,
    rows: terminal.rows,
    alternate: buffer.type === 'alternate',
    cursorVisible,
    cell: (column, row) => {
      const cell = buffer.getLine(buffer.viewportY + row)?.getCell(column);
      if (cell === undefined) {
        throw new RangeError(`no cell at column ${column}, row ${row}`);
      }
      return {
        glyph: cell.getChars(),
        colour: cell.isFgDefault() ? undefined : cell.getFgColor(),
        background: cell.isBgDefault() ? undefined : cell.getBgColor(),
        bold: cell.isBold() !== 0,
        inverse: cell.isInverse() !== 0,
      };
    },
  };
}
