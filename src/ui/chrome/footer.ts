import type { Binding } from '../keymap.ts';
import { type Line, lineWidth, type Span, span } from '../text/line.ts';

/** A hint and whether its key would do something now. */
export interface FooterHint {
  readonly binding: Binding;
  readonly enabled: boolean;
}

/**
 * The last row: the keys that work now, in the order of the table. It never wraps: hints go by rank, least important first, and the
 * last cell of the screen stays empty, since some terminals scroll when it is written. Disabled keys stand in round brackets.
 */
export function footerLine(hints: readonly FooterHint[], columns: number): Line {
  const ranked = hints.filter(({ binding }) => binding.rank !== undefined);
  const byRank = [...ranked].sort((a, b) => (a.binding.rank ?? 0) - (b.binding.rank ?? 0));
  const kept = new Set<FooterHint>();
  let room = columns - 2;
  for (const hint of byRank) {
    const needed = lineWidth(hintSpans(hint)) + 2;
    if (needed > room) continue;
    room -= needed;
    kept.add(hint);
  }
  return [span(' '), ...ranked.filter((hint) => kept.has(hint)).flatMap((hint) => [...hintSpans(hint), span('  ')])];
}

function hintSpans({ binding, enabled }: FooterHint): Span[] {
  const { shown, hint } = binding;
  return enabled
    ? [span(`[${shown}]`, 'key'), span(` ${hint}`, 'title')]
    : [span(`(${shown})`, 'chrome'), span(` ${hint}`, 'chrome')];
}
