import { type Line, plain } from '../text/line.ts';

/** A frame as plain text: a line per row, without blanks at the ends of lines. */
export function frameText(lines: readonly Line[]): string {
  return lines.map((row) => `${plain(row).trimEnd()}\n`).join('');
}
