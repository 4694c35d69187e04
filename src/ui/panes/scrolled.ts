import { type Line, line } from '../text/line.ts';

export interface ScrolledRows {
  readonly lines: readonly Line[];
  readonly scrollLimit: number;
}

/** The part of a list that fits into `rows`, from row `scroll` on. When there is more, the last line says how much and in which direction. */
export function scrolledRows(all: readonly Line[], scroll: number, rows: number): ScrolledRows {
  if (rows <= 0) return { lines: [], scrollLimit: 0 };
  if (all.length <= rows) return { lines: all, scrollLimit: 0 };
  const visible = rows - 1;
  const scrollLimit = all.length - visible;
  const first = Math.min(Math.max(0, scroll), scrollLimit);
  const below = all.length - first - visible;
  const hint = [first > 0 ? `↑ ${first} more` : '', below > 0 ? `↓ ${below} more` : ''].filter((part) => part !== '');
  return { lines: [...all.slice(first, first + visible), line(hint.join('   '), 'muted')], scrollLimit };
}
