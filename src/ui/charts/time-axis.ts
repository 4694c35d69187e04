import { stopwatch } from '../text/durations.ts';
import { type Line, mergeSpans, span } from '../text/line.ts';
import type { Tone } from '../theme/tone.ts';
import { columnMsOf, columnOf, nowOf, type TimeWindow } from './time-window.ts';

/** Something that happened, shown on the axis. */
export interface AxisMark {
  readonly at: number;
  readonly character: string;
  readonly tone: Tone;
}

export interface TimeAxisRequest {
  readonly window: TimeWindow;
  readonly labelWidth: number;
  /** Start of the act: labels count from it once it fills half of what has been. Without it, or before, they count back from now. */
  readonly actStartMs?: number;
  readonly marks?: readonly AxisMark[];
}

/** Cells between ticks, so that neighbouring labels do not run into each other. */
const labelSpacing = 9;
/** Distances of ticks that readers can add up, in seconds. */
const stepsSeconds = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

interface Tick {
  readonly column: number;
  readonly label: string;
}

/** The time axis below a plot: a row with marks and ticks, and a row with their times. */
export function timeAxis(request: TimeAxisRequest): readonly [Line, Line] {
  const { window, labelWidth, marks = [] } = request;
  const ticks = ticksOf(request);
  const tickColumns = new Set(ticks.map(({ column }) => column));
  const rail = Array.from({ length: window.columns }, (_, column) => (tickColumns.has(column) ? '┬' : '─'));
  return [
    [span(' '.repeat(labelWidth + 1)), span('└', 'chrome'), ...railSpans(rail, marks, window)],
    [span(' '.repeat(labelWidth + 2)), span(labelRow(ticks, window.columns), 'muted')],
  ];
}

/** Marks in their columns, over a row of characters. The last of several in one column is the one that shows. */
export function railSpans(rail: readonly string[], marks: readonly AxisMark[], window: TimeWindow): Line {
  const marked = new Map<number, AxisMark>();
  for (const mark of marks) {
    const column = columnOf(mark.at, window);
    if (column !== undefined) marked.set(column, mark);
  }
  return mergeSpans(
    rail.map((character, column) => {
      const mark = marked.get(column);
      return mark ? span(mark.character, mark.tone) : span(character, 'chrome');
    }),
  );
}

/** Ticks at round times, each where its time is: they go along with the curve, and their words stay. */
function ticksOf({ window, actStartMs }: TimeAxisRequest): readonly Tick[] {
  const columnMs = columnMsOf(window);
  const now = nowOf(window);
  const stepMs = (stepsSeconds.find((seconds) => (seconds * 1000) / columnMs >= labelSpacing) ?? 7200) * 1000;
  const nowTick: Tick = { column: columnOf(now, window) ?? window.columns - 1, label: 'now' };
  const ticks: Tick[] = [];
  if (actStartMs !== undefined && actStartMs <= (window.fromMs + now) / 2) {
    const first = Math.max(0, Math.ceil((window.fromMs - actStartMs) / stepMs));
    for (let at = actStartMs + first * stepMs; at < now; at += stepMs) {
      ticks.push({ column: columnOf(at, window) ?? 0, label: stopwatch(at - actStartMs) });
    }
  } else {
    for (let ago = stepMs; nowTick.column - ago / columnMs > -1; ago += stepMs) {
      ticks.unshift({ column: Math.max(0, Math.round(nowTick.column - ago / columnMs)), label: `-${stopwatch(ago)}` });
    }
  }
  return [...ticks, nowTick];
}

/** Times under their ticks; what would run into its left neighbour or out of the row moves or is left out, and now always stands. */
function labelRow(ticks: readonly Tick[], columns: number): string {
  const now = ticks.at(-1);
  if (!now) return ' '.repeat(columns);
  const nowStart = Math.max(0, Math.min(columns - now.label.length, now.column - 1));
  let text = '';
  for (const { column, label } of ticks.slice(0, -1)) {
    const start = Math.max(0, column - Math.floor(label.length / 2));
    if (start < text.length + (text === '' ? 0 : 1) || start + label.length >= nowStart) continue;
    text = text.padEnd(start) + label;
  }
  return `${text.padEnd(nowStart)}${now.label}`.slice(0, columns).padEnd(columns);
}
