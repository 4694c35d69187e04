import type { EpochMs } from '../units.ts';

/** A count from one moment on, until the next point. Paths are ordered by time, oldest first. */
export interface PathPoint {
  readonly at: EpochMs;
  readonly count: number;
}

/** A half-open stretch of time: `from` belongs to it, `to` does not. */
export interface TimeWindow {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The count in force at `at`; undefined before the first point. */
export function countAt(path: readonly PathPoint[], at: EpochMs): number | undefined {
  let count: number | undefined;
  for (const point of path) {
    if (point.at > at) break;
    count = point.count;
  }
  return count;
}

/**
 * The path as it ran inside the window: it starts with the count in force at `from` (or the first point inside) and keeps the changes
 * before `to`.
 */
export function pathWithin<P extends PathPoint>(path: readonly P[], window: TimeWindow): readonly PathPoint[] {
  const start = countAt(path, window.from);
  const inside = path.filter((point) => point.at > window.from && point.at < window.to);
  return start === undefined ? inside : [{ at: window.from, count: start }, ...inside];
}

/** Lowest, highest and last count inside the window; null where the path tells nothing about it. */
export function extremes(
  path: readonly PathPoint[],
  window: TimeWindow,
): { readonly min: number; readonly peak: number; readonly final: number } | null {
  const counts = pathWithin(path, window).map((point) => point.count);
  const final = counts.at(-1);
  if (final === undefined) return null;
  return { min: Math.min(...counts), peak: Math.max(...counts), final };
}

/** The area under the path inside the window, in count × seconds: pod-seconds for a path of pods. Unknown stretches count nothing. */
export function countSeconds(path: readonly PathPoint[], window: TimeWindow): number {
  const steps = pathWithin(path, window);
  let milliseconds = 0;
  for (const [index, step] of steps.entries()) {
    const until = steps[index + 1]?.at ?? window.to;
    milliseconds += step.count * Math.max(0, until - step.at);
  }
  return milliseconds / 1000;
}
