import { cellWidth, takeCells } from './cell-width.ts';
import { type Line, mergeSpans, type Span } from './line.ts';

/** Spans in lines of at most `width` cells, broken between words whatever their looks; all lines but the first begin `hanging` cells in. */
export function wrapSpans(spans: Line, width: number, hanging: number): readonly Line[] {
  if (width < 1) return [];
  const margin = ' '.repeat(Math.min(hanging, Math.max(0, width - 1)));
  const lines: Span[][] = [[]];
  let used = 0;
  let blank: Span | undefined;
  for (const word of spans.flatMap((part) => pieces(part, width - margin.length))) {
    const cells = cellWidth(word.text);
    if (word.text.trim() === '') {
      // Blanks between words are kept where the line goes on, and at the beginning of the first one.
      blank = word;
      continue;
    }
    const gap = blank === undefined ? 0 : cellWidth(blank.text);
    const current = lines.at(-1) ?? [];
    const begun = used > (lines.length > 1 ? margin.length : 0);
    if (begun && used + gap + cells > width) {
      lines.push([...(margin === '' ? [] : [{ text: margin }]), word]);
      used = margin.length + cells;
    } else {
      if (blank) current.push(blank);
      current.push(word);
      used += gap + cells;
    }
    blank = undefined;
  }
  return lines.map(mergeSpans);
}

/** Words and the blanks between them, in the looks of the span; a word longer than a line in pieces. */
function pieces(part: Span, width: number): readonly Span[] {
  return part.text
    .split(/(\s+)/)
    .filter((text) => text !== '')
    .flatMap((text) => broken(text, Math.max(1, width)).map((piece) => ({ ...part, text: piece })));
}

function broken(word: string, width: number): readonly string[] {
  if (cellWidth(word) <= width) return [word];
  const first = takeCells(word, width) || word.slice(0, 1);
  return [first, ...broken(word.slice(first.length), width)];
}
