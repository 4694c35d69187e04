import { fitText } from '../text/cell-width.ts';
import { type Line, mergeSpans, type Span, span } from '../text/line.ts';
import type { Tone } from '../theme/tone.ts';
import { nowOf, type TimeWindow } from './time-window.ts';

/** From `at` on, until the next one. */
export interface ModeBand {
  readonly at: number;
  readonly title: string;
  readonly tone: Tone;
}

/** A title of fewer cells is no word. */
const leastTitle = 3;

/** Which mode held when: a row over a plot, each stretch named and between two signs, as far as there has been time. */
export function modeStrip(bands: readonly ModeBand[], window: TimeWindow, labelWidth: number): Line {
  const now = nowOf(window);
  const columnAt = (at: number) =>
    Math.max(0, Math.floor(((at - window.fromMs) / (window.toMs - window.fromMs)) * window.columns));
  const end = Math.min(window.columns, columnAt(now) + 1);
  const spans: Span[] = [];
  let drawn = 0;
  bands.forEach((band, index) => {
    const next = bands[index + 1];
    const to = Math.min(end, next ? columnAt(next.at) : end);
    const from = Math.max(drawn, Math.min(end, columnAt(band.at)));
    if (to <= from) return;
    spans.push(span(' '.repeat(from - drawn)), span(stretch(band.title, to - from), band.tone));
    drawn = to;
  });
  const blank = span(' '.repeat(Math.max(0, window.columns - drawn)));
  return mergeSpans(
    [span(fitText('mode', labelWidth + 2), 'muted'), ...spans, blank].filter(({ text }) => text !== ''),
  );
}

/** `▐Conflict━━━━━`: the sign at its left end is where it began. */
function stretch(title: string, cells: number): string {
  const words = cells - 2 >= leastTitle ? `${fitText(title, Math.min(title.length, cells - 2))} ` : '';
  return `▐${words}`.padEnd(cells, '━').slice(0, cells);
}
