import { type Line, lineWidth, mergeSpans, type Span, span } from './line.ts';
import { wrapSpans } from './wrap-spans.ts';

const item = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const fence = /^\s*```/;

/**
 * Notes in Markdown as lines: headings, lists, paragraphs, bold and code. What it does not know (tables, links, pictures) stays as it was
 * written, which can be read as well.
 */
export function markdownLines(text: string, columns: number): readonly Line[] {
  const lines: Line[] = [];
  let paragraph: Span[] = [];
  let hanging = 0;
  let inCode = false;
  const flush = (): void => {
    if (paragraph.length === 0) return;
    lines.push(...wrapSpans(paragraph, columns, hanging));
    paragraph = [];
    hanging = 0;
  };
  for (const row of text.trimEnd().split('\n')) {
    if (fence.test(row)) {
      flush();
      inCode = !inCode;
    } else if (inCode) lines.push([span(`  ${row}`, 'signal')]);
    else if (row.trim() === '') {
      flush();
      if ((lines.at(-1)?.length ?? 0) > 0) lines.push([]);
    } else {
      const [, level, title] = heading.exec(row) ?? [];
      const [, indent, number, content] = item.exec(row) ?? [];
      if (level !== undefined) {
        flush();
        lines.push(...wrapSpans([span(title ?? '', 'title', true)], columns, 0));
      } else if (content !== undefined) {
        flush();
        const bullet = `${indent}${number === undefined ? '•' : `${number}.`} `;
        hanging = lineWidth([span(bullet)]);
        paragraph = [span(bullet, 'muted'), ...inlineSpans(content)];
      } else paragraph.push(...(paragraph.length > 0 ? [span(' ')] : []), ...inlineSpans(row.trim()));
    }
  }
  flush();
  return lines;
}

/** Bold, emphasis and code inside of a line. Emphasis is told like bold: terminals that show italics are not all there are. */
function inlineSpans(text: string): readonly Span[] {
  const pieces = text.split(/(\*\*[^*]+\*\*|__[^_]+__|\*[^*\s][^*]*\*|`[^`]+`)/).filter((piece) => piece !== '');
  return mergeSpans(
    pieces.map((piece) => {
      if (/^(\*\*|__)/.test(piece) && piece.length > 4) return span(piece.slice(2, -2), undefined, true);
      if (piece.startsWith('`') && piece.length > 2) return span(piece.slice(1, -1), 'signal');
      return /^\*[^*]+\*$/.test(piece) ? span(piece.slice(1, -1), undefined, true) : span(piece);
    }),
  );
}
