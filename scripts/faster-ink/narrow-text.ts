/** Blocks of characters that take one cell each and never join with one another: what Harmony draws with, and most of what it prints. */
const ranges: readonly (readonly [first: number, last: number])[] = [
  // Printable ASCII, and Latin without the soft hyphen.
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0x2ff],
  // Dashes, quotes, dots; arrows.
  [0x2010, 0x2027],
  [0x2190, 0x21ff],
  // Box drawing, block elements, geometric shapes; ticks and crosses; braille.
  [0x2500, 0x25fc],
  [0x2713, 0x2717],
  [0x2800, 0x28ff],
];
const isNarrow = new Uint8Array(0x2900);
for (const [first, last] of ranges) {
  isNarrow.fill(1, first, last + 1);
}

export const escapeCode = 0x1b;
const digits = { first: 0x30, last: 0x39 };
const bracket = 0x5b;
const semicolon = 0x3b;
const letterM = 0x6d;

/** Cells of a text made of narrow characters and SGR sequences; undefined when there is anything else in it. */
export function narrowWidth(text: string): number | undefined {
  let width = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === escapeCode) {
      const end = sgrEnd(text, index);
      if (end === undefined) return undefined;
      index = end - 1;
    } else if (isNarrow[code] === 1) {
      width += 1;
    } else {
      return undefined;
    }
  }
  return width;
}

/** Where the SGR sequence that begins at `start` has ended; undefined when it is another sequence, or an unfinished one. */
export function sgrEnd(text: string, start: number): number | undefined {
  if (text.charCodeAt(start + 1) !== bracket) return undefined;
  for (let index = start + 2; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === letterM) return index + 1;
    if (code !== semicolon && (code < digits.first || code > digits.last)) return undefined;
  }
  return undefined;
}
