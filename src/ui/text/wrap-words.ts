import { cellWidth, takeCells } from './cell-width.ts';

/** A text in lines of at most `width` cells, broken between words; a word longer than a line is broken where the line ends. */
export function wrapWords(text: string, width: number): readonly string[] {
  if (width < 1) return [];
  const lines: string[] = [];
  let current = '';
  for (const word of text
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap((part) => pieces(part, width))) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (cellWidth(joined) <= width) {
      current = joined;
      continue;
    }
    lines.push(current);
    current = word;
  }
  return current === '' ? lines : [...lines, current];
}

function pieces(word: string, width: number): readonly string[] {
  if (cellWidth(word) <= width) return [word];
  const first = takeCells(word, width) || word.slice(0, 1);
  return [first, ...pieces(word.slice(first.length), width)];
}
