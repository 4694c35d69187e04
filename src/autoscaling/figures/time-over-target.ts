import { holds, type Sample } from './samples.ts';
import type { TimeWindow } from './step-path.ts';

/** How long a value was above its target inside a window. */
export interface TimeOverTarget {
  readonly seconds: number;
  /** The longest unbroken stretch above, in seconds; a gap in the measurements breaks it. */
  readonly longestSeconds: number;
  /** Seconds for which there was a value at all. */
  readonly measuredSeconds: number;
  /** `seconds` over `measuredSeconds`, 0..1; null when nothing was measured. */
  readonly ratio: number | null;
}

/** Time above `target`, strictly. A value holds until the next measurement; gaps count neither as above nor as measured. */
export function timeOverTarget(samples: readonly Sample[], target: number, window: TimeWindow): TimeOverTarget {
  let [overMs, measuredMs, longestMs, runMs] = [0, 0, 0, 0];
  for (const { from, to, value } of holds(samples, window)) {
    const isOver = value > target;
    if (!Number.isNaN(value)) measuredMs += to - from;
    if (isOver) overMs += to - from;
    runMs = isOver ? runMs + (to - from) : 0;
    longestMs = Math.max(longestMs, runMs);
  }
  return {
    seconds: overMs / 1000,
    longestSeconds: longestMs / 1000,
    measuredSeconds: measuredMs / 1000,
    ratio: measuredMs === 0 ? null : overMs / measuredMs,
  };
}
