import type { Binding } from '../keymap.ts';
import { type Line, lineWidth, type Span, span } from '../text/line.ts';

/** A hint and whether its key would do something now. */
export interface FooterHint {
  readonly binding: Binding;
  readonly enabled: boolean;
}

/** Hints of this rank and below are shown in shorter words before one of them is left out. */
const lastEssentialRank = 5;

/** How many wordings a hint may have. */
const wordings = [0, 1, 2];

/**
 * The last row: the keys that work now, in the order of the table. It never wraps: the hints get shorter until the essential ones fit,
 * and what still does not fit goes by rank. The last cell of the screen stays empty, since some terminals scroll when it is written.
 * Disabled keys stand in round brackets.
 */
export function footerLine(hints: readonly FooterHint[], columns: number): Line {
  return [span(' '), ...shownHints(hints, columns).flatMap(([, spans]) => spans)];
}

/** A hint and the cells it takes, from `from` up to and without `to`; the blanks between hints belong to none. */
export interface FooterSpot {
  readonly binding: Binding;
  readonly from: number;
  readonly to: number;
}

/** Where each hint of a footer stands, for what points at it. */
export function footerSpots(bindings: readonly Binding[], columns: number): readonly FooterSpot[] {
  // Whether a key is enabled changes its brackets, and no width.
  const hints = bindings.map((binding) => ({ binding, enabled: true }));
  let end = 1;
  return shownHints(hints, columns).map(([{ binding }, spans]) => {
    const from = end;
    end += lineWidth(spans);
    return { binding, from, to: end - gap.length };
  });
}

const gap = '  ';

function shownHints(
  hints: readonly FooterHint[],
  columns: number,
): readonly (readonly [FooterHint, readonly Span[]])[] {
  const ranked = hints.filter(({ binding }) => binding.rank !== undefined);
  const isEssential = ({ binding }: FooterHint) => (binding.rank ?? 0) <= lastEssentialRank;
  const rows = wordings.map((wording) => keptHints(ranked, columns, wording));
  const row = rows.find((kept) => ranked.every((hint) => !isEssential(hint) || kept.has(hint))) ?? rows.at(-1);
  return [...(row?.entries() ?? [])];
}

/** The hints that fit, in their order, as spans with the blanks behind them. */
function keptHints(hints: readonly FooterHint[], columns: number, wording: number): Map<FooterHint, readonly Span[]> {
  const spans = new Map(hints.map((hint) => [hint, [...hintSpans(hint, wording), span(gap)]]));
  const byRank = [...hints].sort((a, b) => (a.binding.rank ?? 0) - (b.binding.rank ?? 0));
  let room = columns - 2;
  for (const hint of byRank) {
    const needed = lineWidth(spans.get(hint) ?? []);
    if (needed > room) spans.delete(hint);
    else room -= needed;
  }
  return spans;
}

function hintSpans({ binding, enabled }: FooterHint, wording: number): Span[] {
  const { shown, hints } = binding;
  const text = hints[Math.min(wording, hints.length - 1)] ?? '';
  // A hint that begins with its key is written as one word: [c]onflict.
  const rest = shown.length === 1 && text.startsWith(shown) ? text.slice(1) : text && ` ${text}`;
  return enabled
    ? [span(`[${shown}]`, 'key'), span(rest, 'title')]
    : [span(`(${shown})`, 'chrome'), span(rest, 'chrome')];
}
