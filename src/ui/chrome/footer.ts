import type { Binding } from '../keymap.ts';
import { type Line, lineWidth, type Span, span } from '../text/line.ts';

/** A hint and whether its key would do something now. */
export interface FooterHint {
  readonly binding: Binding;
  readonly enabled: boolean;
}

/**
 * The last row: the keys that work now, in the order of the table. It never wraps: where not all hints fit they get shorter, then they
 * go by rank. The last cell of the screen stays empty, since some terminals scroll when it is written. Disabled keys stand in round
 * brackets.
 */
export function footerLine(hints: readonly FooterHint[], columns: number): Line {
  const ranked = hints.filter(({ binding }) => binding.rank !== undefined);
  const full = keptHints(ranked, columns, false);
  const shown = full.length === ranked.length ? full : keptHints(ranked, columns, true);
  return [span(' '), ...shown.flat()];
}

/** The hints that fit, as spans with the blanks behind them. */
function keptHints(hints: readonly FooterHint[], columns: number, short: boolean): readonly (readonly Span[])[] {
  const spans = new Map(hints.map((hint) => [hint, [...hintSpans(hint, short), span('  ')]]));
  const byRank = [...hints].sort((a, b) => (a.binding.rank ?? 0) - (b.binding.rank ?? 0));
  const fitting = new Set<FooterHint>();
  let room = columns - 2;
  for (const hint of byRank) {
    const needed = lineWidth(spans.get(hint) ?? []);
    if (needed > room) continue;
    room -= needed;
    fitting.add(hint);
  }
  return hints.filter((hint) => fitting.has(hint)).map((hint) => spans.get(hint) ?? []);
}

function hintSpans({ binding, enabled }: FooterHint, short: boolean): Span[] {
  const { shown, hint, shortHint = hint } = binding;
  const text = short ? shortHint : hint;
  // A hint that begins with its key is written as one word: [c]onflict.
  const rest = shown.length === 1 && text.startsWith(shown) ? text.slice(1) : ` ${text}`;
  return enabled
    ? [span(`[${shown}]`, 'key'), span(rest, 'title')]
    : [span(`(${shown})`, 'chrome'), span(rest, 'chrome')];
}
