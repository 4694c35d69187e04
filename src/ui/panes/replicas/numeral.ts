import { blockDigits, type DigitSize, digitRows } from '../../charts/block-digits.ts';
import { cellWidth } from '../../text/cell-width.ts';
import { type Line, span } from '../../text/line.ts';

/** Cells between the numeral and what stands beside it. */
const gap = 3;

/** The numeral that fits: large on a projector-sized pane, small on a usual one, none where rows are needed for words. */
export function numeralSize(columns: number, rows: number): DigitSize | undefined {
  if (columns >= 90 && rows >= 20) return 'large';
  return columns >= 60 && rows >= 12 ? 'small' : undefined;
}

/** Cells that a numeral takes beside the text, wide enough for two digits so that text does not shift at ten. */
export function numeralColumns(size: DigitSize): number {
  return cellWidth(blockDigits('00', size)[0] ?? '') + gap;
}

/** Rows of text with the count in big digits to their left. */
export function besideNumeral(replicas: number, size: DigitSize, text: readonly Line[]): readonly Line[] {
  const digits = blockDigits(String(replicas), size);
  const width = numeralColumns(size);
  const rows = Math.max(digitRows(size), text.length);
  return Array.from({ length: rows }, (_, row) => [
    span((digits[row] ?? '').padEnd(width), 'title', true),
    ...(text[row] ?? []),
  ]);
}
