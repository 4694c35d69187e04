import { rowOf, type Scale } from './scale.ts';

/** Dots of a braille character: two wide, four high. */
export const dotsAcross = 2;
const dotsDown = 4;
const firstBraille = 0x2800;
/** Bit of each dot, by column and row (Unicode, Braille Patterns). */
const dotBits = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
];

/** A curve in braille as `rows` strings, from {@link dotsAcross} values per character. Neighbouring dots are joined; gaps stay blank. */
export function brailleCurve(values: readonly number[], scale: Scale, rows: number): string[] {
  const columns = Math.ceil(values.length / dotsAcross);
  const cells = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  const heights = values.map((value) => (Number.isFinite(value) ? rowOf(value, scale, rows * dotsDown) : undefined));
  heights.forEach((height, x) => {
    if (height === undefined) return;
    const before = heights[x - 1] ?? height;
    // The step is drawn where it arrives, without the dot that its neighbour has.
    const from = before === height ? height : before < height ? before + 1 : before - 1;
    for (let y = Math.min(from, height); y <= Math.max(from, height); y++) {
      const row = cells[Math.floor(y / dotsDown)];
      const column = Math.floor(x / dotsAcross);
      if (row) row[column] = (row[column] ?? 0) | (dotBits[x % dotsAcross]?.[y % dotsDown] ?? 0);
    }
  });
  return cells.map((row) => row.map((bits) => (bits === 0 ? ' ' : String.fromCodePoint(firstBraille + bits))).join(''));
}
