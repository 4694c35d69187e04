import { stopwatch } from '../text/durations.ts';
import { type Line, mergeSpans, span } from '../text/line.ts';
import type { Tone } from '../theme/tone.ts';
import { columnOf, type TimeWindow } from './resample.ts';

/** Something that happened, shown on the axis. */
export interface AxisMark {
  readonly at: number;
  readonly character: string;
  readonly tone: Tone;
}

export interface TimeAxisRequest {
  readonly window: TimeWindow;
  readonly labelWidth: number;
  /** Start of the act: labels count from it once it fills half of the window. Without it, or before, they count back from now. */
  readonly actStartMs?: number;
  readonly marks?: readonly AxisMark[];
}

/** Cells between labels, so that neighbours do not run into each other. */
const labelSpacing = 12;

/** The time axis below a plot: a row with marks and ticks, and a row with their times. The right end is now. */
export function timeAxis(request: TimeAxisRequest): readonly [Line, Line] {
  const { window, labelWidth } = request;
  const ticks = tickColumns(window.columns);
  const rail = Array.from({ length: window.columns }, (_, column) => (ticks.includes(column) ? '┬' : '─'));
  return [
    [span(' '.repeat(labelWidth + 1)), span('└', 'chrome'), ...railSpans(rail, request)],
    [span(' '.repeat(labelWidth + 2)), span(labels(ticks, request), 'muted')],
  ];
}

function tickColumns(columns: number): number[] {
  const intervals = Math.max(1, Math.min(6, Math.floor(columns / labelSpacing)));
  return Array.from({ length: intervals + 1 }, (_, index) => Math.round((index * (columns - 1)) / intervals));
}

function railSpans(rail: readonly string[], { window, marks = [] }: TimeAxisRequest): Line {
  const marked = new Map<number, AxisMark>();
  for (const mark of marks) {
    const column = columnOf(mark.at, window);
    if (column !== undefined) marked.set(column, mark);
  }
  const cells = rail.map((character, column) => {
    const mark = marked.get(column);
    return mark ? span(mark.character, mark.tone) : span(character, 'chrome');
  });
  return mergeSpans(cells);
}

/** Times under their ticks, the last one flush right; what would run into its left neighbour is left out. */
function labels(ticks: readonly number[], { window, actStartMs }: TimeAxisRequest): string {
  const columnMs = (window.toMs - window.fromMs) / Math.max(1, window.columns - 1);
  const fromAct = actStartMs !== undefined && actStartMs <= (window.fromMs + window.toMs) / 2 ? actStartMs : undefined;
  let text = '';
  const last = ticks.length - 1;
  ticks.forEach((column, index) => {
    const at = window.fromMs + column * columnMs;
    const label = index === last ? 'now' : timeLabel(at, window.toMs, fromAct);
    const start = index === last ? window.columns - label.length : Math.max(0, column - Math.floor(label.length / 2));
    if (label === '' || start < text.length + (text === '' ? 0 : 1)) return;
    text = text.padEnd(start) + label;
  });
  return text.padEnd(window.columns);
}

function timeLabel(at: number, nowMs: number, actStartMs: number | undefined): string {
  if (actStartMs === undefined) return `-${stopwatch(nowMs - at + 500)}`;
  return at < actStartMs ? '' : stopwatch(at - actStartMs + 500);
}
