/** Digits three pixels wide and five high, one string per row of pixels. */
const font: Readonly<Record<string, readonly string[]>> = {
  '0': ['###', '# #', '# #', '# #', '###'],
  '1': ['## ', ' # ', ' # ', ' # ', '###'],
  '2': ['###', '  #', '###', '#  ', '###'],
  '3': ['###', '  #', '###', '  #', '###'],
  '4': ['# #', '# #', '###', '  #', '  #'],
  '5': ['###', '#  ', '###', '  #', '###'],
  '6': ['###', '#  ', '###', '# #', '###'],
  '7': ['###', '  #', '  #', '  #', '  #'],
  '8': ['###', '# #', '###', '# #', '###'],
  '9': ['###', '# #', '###', '  #', '###'],
  '–': ['   ', '   ', '###', '   ', '   '],
};
const pixelRows = 5;

/** `small` is three rows of half blocks; `large` five rows of full blocks, twice as wide, for a projector. */
export type DigitSize = 'small' | 'large';

/** Rows a numeral takes. */
export function digitRows(size: DigitSize): number {
  return size === 'small' ? 3 : pixelRows;
}

/** A number in big digits, one string per row, all equally wide. Characters without a glyph are left out. */
export function blockDigits(text: string, size: DigitSize): string[] {
  const glyphs = [...text].flatMap((character) => font[character] ?? []);
  const glyphRows = Array.from({ length: pixelRows }, (_, row) =>
    Array.from({ length: glyphs.length / pixelRows }, (_, glyph) => glyphs[glyph * pixelRows + row] ?? '').join(' '),
  );
  return size === 'large' ? glyphRows.map(doubled) : halved(glyphRows);
}

function doubled(pixels: string): string {
  return [...pixels].map((pixel) => (pixel === '#' ? '██' : '  ')).join('');
}

/** Two rows of pixels in one row of half blocks. */
function halved(rows: readonly string[]): string[] {
  const combined: string[] = [];
  for (let row = 0; row < pixelRows; row += 2) {
    const upper = rows[row] ?? '';
    const lower = rows[row + 1] ?? '';
    combined.push([...upper].map((pixel, column) => half(pixel === '#', lower[column] === '#')).join(''));
  }
  return combined;
}

function half(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}
