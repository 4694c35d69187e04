import { type EpochMs, plusMs } from '../../autoscaling/units.ts';
import { columnMsOf, columnOf, nowOf, type TimeWindow } from './time-window.ts';

/** Where a chart's samples come from: a series, or the steps of a replica count. */
export interface Samples {
  readonly length: number;
  at(index: number): EpochMs;
  value(index: number): number;
}

/**
 * One value per column: the last sample at or before the column's end. A sample older than `holdMs` counts no more, so a silent
 * source leaves a gap instead of a flat line that pretends to know. NaN is a gap, as is everything after now.
 */
export function resample(samples: Samples, window: TimeWindow, holdMs: number): number[] {
  const columnMs = columnMsOf(window);
  const now = nowOf(window);
  const values: number[] = [];
  let index = firstAfter(samples, window.fromMs) - 1;
  for (let column = 0; column < window.columns; column++) {
    const end = window.fromMs + (column + 1) * columnMs;
    while (index + 1 < samples.length && samples.at(index + 1) <= end) index++;
    const begun = end - columnMs <= now;
    const known = begun && index >= 0 && end - samples.at(index) <= holdMs + columnMs;
    values.push(known ? samples.value(index) : Number.NaN);
  }
  return values;
}

/**
 * What one value per column leaves out: lowest and highest sample of each column that has some beyond its own end and its
 * predecessor's, NaN elsewhere. Two autoscalers that undo each other within seconds would otherwise not show.
 */
export function hiddenExtremes(samples: Samples, window: TimeWindow): { low: number[]; high: number[] } {
  const columnMs = columnMsOf(window);
  const low: number[] = [];
  const high: number[] = [];
  let index = firstAfter(samples, window.fromMs);
  for (let column = 0; column < window.columns; column++) {
    const end = window.fromMs + (column + 1) * columnMs;
    const inside: number[] = [];
    const before = index > 0 ? samples.value(index - 1) : Number.NaN;
    for (; index < samples.length && samples.at(index) <= end; index++) inside.push(samples.value(index));
    const ends = [before, inside.at(-1) ?? before].filter(Number.isFinite);
    const all = [...ends, ...inside].filter(Number.isFinite);
    const hides = Math.min(...all) < Math.min(...ends) || Math.max(...all) > Math.max(...ends);
    low.push(hides ? Math.min(...all) : Number.NaN);
    high.push(hides ? Math.max(...all) : Number.NaN);
  }
  return { low, high };
}

/** Changes of a count as samples that hold until the next change. */
export function stepSamples(changes: readonly { readonly at: EpochMs; readonly replicas: number }[]): Samples {
  const change = (index: number) => changes[index] ?? { at: 0 as EpochMs, replicas: Number.NaN };
  return { length: changes.length, at: (index) => change(index).at, value: (index) => change(index).replicas };
}

/** The same samples at another time, to lay one act over another. */
export function shifted(samples: Samples, byMs: number): Samples {
  return {
    length: samples.length,
    at: (index) => plusMs(samples.at(index), byMs),
    value: (index) => samples.value(index),
  };
}

/** How many of `moments` fall into each of `columns` parts of the window, for histograms of events. */
export function countPerColumn(moments: readonly number[], window: TimeWindow): number[] {
  const counts = new Array<number>(window.columns).fill(0);
  for (const at of moments) {
    const column = columnOf(at, window);
    if (column !== undefined) counts[column] = (counts[column] ?? 0) + 1;
  }
  return counts;
}

/** Index of the first sample after a moment, by bisection. */
function firstAfter(samples: Samples, at: number): number {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (samples.at(middle) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
