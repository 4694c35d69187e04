import { type Line, line } from '../text/line.ts';

export interface ScrolledRows {
  readonly lines: readonly Line[];
  readonly scrollLimit: number;
}

export interface ScrolledRange {
  /** Index of the first entry that is shown, and how many are. */
  readonly first: number;
  readonly shown: number;
  /** A line that says how much more there is and in which direction; none where all is shown. */
  readonly hint: readonly Line[];
  readonly scrollLimit: number;
}

/** Which of `count` entries fit into `rows`, from entry `scroll` on. When there are more, the last row says so. */
export function scrolledRange(count: number, scroll: number, rows: number): ScrolledRange {
  if (rows <= 0) return { first: 0, shown: 0, hint: [], scrollLimit: 0 };
  if (count <= rows) return { first: 0, shown: count, hint: [], scrollLimit: 0 };
  const shown = rows - 1;
  const scrollLimit = count - shown;
  const first = Math.min(Math.max(0, scroll), scrollLimit);
  const below = count - first - shown;
  const parts = [first > 0 ? `↑ ${first} more` : '', below > 0 ? `↓ ${below} more` : ''];
  return { first, shown, hint: [line(parts.filter((part) => part !== '').join('   '), 'muted')], scrollLimit };
}

/** The part of a list that fits into `rows`, from row `scroll` on. */
export function scrolledRows(all: readonly Line[], scroll: number, rows: number): ScrolledRows {
  const { first, shown, hint, scrollLimit } = scrolledRange(all.length, scroll, rows);
  return { lines: [...all.slice(first, first + shown), ...hint], scrollLimit };
}
