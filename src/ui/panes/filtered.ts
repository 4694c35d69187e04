import { type Line, plain } from '../text/line.ts';

/** Whether a text has every word of a filter in it, in any order and in either case. An empty filter lets everything through. */
export function matches(text: string, filter: string): boolean {
  const lower = text.toLowerCase();
  return wordsOf(filter).every((word) => lower.includes(word));
}

/** The entries of a list that a filter lets through; each entry is the lines it takes, and is looked at as a whole. */
export function filteredEntries(entries: readonly (readonly Line[])[], filter = ''): readonly (readonly Line[])[] {
  return wordsOf(filter).length === 0
    ? entries
    : entries.filter((lines) => matches(lines.map(plain).join(' '), filter));
}

function wordsOf(filter: string): readonly string[] {
  return filter
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
}
