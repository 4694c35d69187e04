import type { EpochMs } from '../../autoscaling/units.ts';

/** Where a chart's samples come from: a series, or the steps of a replica count. */
export interface Samples {
  readonly length: number;
  at(index: number): EpochMs;
  value(index: number): number;
}

/** The stretch of time a chart shows, its columns dividing it evenly. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly columns: number;
}

/** A window shorter than this shows noise rather than a curve. */
const shortestMs = 60_000;

/** The last `lengthMs` before now, or as much of it as the run has lasted: an empty left half says nothing. */
export function windowSince(openedAt: number, now: number, lengthMs: number, columns: number): TimeWindow {
  const lasted = Math.max(shortestMs, now - openedAt);
  return { fromMs: now - Math.min(lengthMs, lasted), toMs: now, columns };
}

/**
 * One value per column: the last sample at or before the column's end. A sample older than `holdMs` counts no more, so a silent
 * source leaves a gap instead of a flat line that pretends to know. NaN is a gap.
 */
export function resample(samples: Samples, window: TimeWindow, holdMs: number): number[] {
  const columnMs = (window.toMs - window.fromMs) / window.columns;
  const values: number[] = [];
  let index = firstAfter(samples, window.fromMs) - 1;
  for (let column = 0; column < window.columns; column++) {
    const end = window.fromMs + (column + 1) * columnMs;
    while (index + 1 < samples.length && samples.at(index + 1) <= end) index++;
    const known = index >= 0 && end - samples.at(index) <= holdMs + columnMs;
    values.push(known ? samples.value(index) : Number.NaN);
  }
  return values;
}

/**
 * What one value per column leaves out: lowest and highest sample of each column that has some beyond its own end and its
 * predecessor's, NaN elsewhere. Two autoscalers that undo each other within seconds would otherwise not show.
 */
export function hiddenExtremes(samples: Samples, window: TimeWindow): { low: number[]; high: number[] } {
  const columnMs = (window.toMs - window.fromMs) / window.columns;
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

/** Column of a moment, or undefined when it lies outside of the window. */
export function columnOf(at: number, window: TimeWindow): number | undefined {
  if (at < window.fromMs || at > window.toMs) return undefined;
  const share = (at - window.fromMs) / (window.toMs - window.fromMs);
  return Math.min(window.columns - 1, Math.floor(share * window.columns));
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
