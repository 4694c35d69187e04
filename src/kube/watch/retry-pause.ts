import type { ClusterError } from '../../cluster/port.ts';
import { ApiError } from '../http/api-error.ts';
import type { Random } from '../real-time.ts';
import type { ReflectorIntervals } from './intervals.ts';

/** What is known about a row of failures when the next attempt is planned. */
export interface Failures {
  /** How many there were in a row, 1 for the first. */
  readonly count: number;
  /** The view has stood before. */
  readonly wasLive: boolean;
  /** Since the first of them. */
  readonly lastedMs: number;
}

/** A server that asks for more is asked again sooner: by then it may be another one. */
const longestAskedMs = 60_000;

/** How long to wait after a failure: full jitter between the least pause and a bound that doubles, unless the server or the failure says otherwise. */
export function retryPauseMs(
  error: ClusterError,
  failures: Failures,
  intervals: ReflectorIntervals,
  random: Random,
): number {
  const { leastPauseMs, longestPauseMs, refusedPauseMs, refusedPatienceMs } = intervals;
  if (error instanceof ApiError && error.retryAfterMs !== undefined)
    return Math.min(error.retryAfterMs, longestAskedMs);
  const isRefusal = error.code === 403 || error.code === 404;
  // An API group that was there is likely to come back; one that never was is not.
  const isSettled = failures.lastedMs >= refusedPatienceMs || (error.code === 404 && !failures.wasLive);
  if (isRefusal && isSettled) return refusedPauseMs;
  const bound = Math.min(longestPauseMs, leastPauseMs * 2 ** Math.min(failures.count, 16));
  return leastPauseMs + random() * (bound - leastPauseMs);
}
