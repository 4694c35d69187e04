import { holds } from './samples.ts';
import { extremes, type PathPoint, type TimeWindow } from './step-path.ts';
import type { Need } from './waste.ts';

/** How far a count went past what the queue asked for at its highest. All in replicas. */
export interface Overshoot {
  /** Highest count inside the window. */
  readonly peak: number;
  /** Highest max(floor, ceil(lag / lagThreshold)) inside the window, what KEDA's rule asks for without a maximum. */
  readonly needed: number;
  /** `peak` beyond `needed`; 0 when it stayed below. */
  readonly overshoot: number;
}

/** Peak over what was needed; null where the path or the lag tells nothing about the window. */
export function overshootOf(path: readonly PathPoint[], need: Need, window: TimeWindow): Overshoot | null {
  const peak = extremes(path, window)?.peak;
  const lags = holds(need.lag, window).flatMap(({ value }) => (Number.isNaN(value) ? [] : [value]));
  if (peak === undefined || lags.length === 0) return null;
  const highest = lags.reduce((most, lag) => Math.max(most, lag), 0);
  const needed = Math.max(need.floor, Math.ceil(highest / need.lagThreshold));
  return { peak, needed, overshoot: Math.max(0, peak - needed) };
}
