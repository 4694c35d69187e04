const csi = '\u001B[';
const foregroundEnd = 39;
const backgroundEnd = 49;

/** What ends an attribute, by the SGR parameter that begins it. */
const endOf = new Map<number, number>([
  [1, 22],
  [2, 22],
  [3, 23],
  [4, 24],
  [7, 27],
  [8, 28],
  [9, 29],
  [38, foregroundEnd],
  [48, backgroundEnd],
]);
for (let colour = 0; colour < 8; colour++) {
  for (const first of [30, 90]) endOf.set(first + colour, foregroundEnd);
  for (const first of [40, 100]) endOf.set(first + colour, backgroundEnd);
}
/** Parameters that follow 38 or 48, by the kind of colour that the first of them names. */
const colourParameters = new Map<number | undefined, number>([
  [2, 4],
  [5, 2],
]);

/**
 * Whether a text in which every sequence is an SGR sequence ends the looks that it begins, and no others. False also when it uses
 * ones that are not known here.
 */
export function endsItsStyles(text: string): boolean {
  const open = new Set<number>();
  for (const part of text.split(csi).slice(1)) {
    const codes = part.slice(0, part.indexOf('m')).split(';').map(Number);
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index] ?? 0;
      const end = endOf.get(code);
      if (end !== undefined) {
        open.add(end);
        index += code === 38 || code === 48 ? (colourParameters.get(codes[index + 1]) ?? codes.length) : 0;
      } else if (!open.delete(code)) {
        return false;
      }
    }
  }
  return open.size === 0;
}
