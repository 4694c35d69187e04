/** Characters that every terminal draws one cell wide: printable ASCII, Latin, arrows, box drawing, blocks, shapes and braille. */
const narrow = /^[ -~\u00a1-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25fc\u2713-\u2717\u2800-\u28ff]*$/;
/** Scripts and pictographs that terminals draw two cells wide. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\p{RGI_Emoji_Flag_Sequence}|\ufe0f/v;
const invisible = /^[\p{Control}\p{Mark}\p{Default_Ignorable_Code_Point}]+$/v;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Terminal cells that a text takes. Most of what Harmony draws is narrow, hence the short cut. */
export function cellWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** The longest beginning of a text that fits into `width` cells. */
export function takeCells(text: string, width: number): string {
  if (narrow.test(text)) return text.slice(0, Math.max(0, width));
  let taken = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += graphemeWidth(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}

/** A text cut to `width` cells, with `…` where something was cut off. */
export function truncate(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  return width < 1 ? '' : `${takeCells(text, width - 1)}…`;
}

/** A text cut or filled with blanks to exactly `width` cells. */
export function fitText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const cut = truncate(text, width);
  const blanks = ' '.repeat(Math.max(0, width - cellWidth(cut)));
  return align === 'left' ? cut + blanks : blanks + cut;
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}
