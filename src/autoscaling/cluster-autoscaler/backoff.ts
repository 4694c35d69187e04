import { type EpochMs, plusMs } from '../units.ts';
import type { AutoscalerOptions } from './options.ts';

/** A node group that failed to grow is left alone for a while, twice as long after each failure. */
export interface Backoff {
  readonly durationMs: number;
  readonly until: EpochMs;
  readonly failedAt: EpochMs;
}

/** The back-off after a failure. Failures while the group is backed off already start anew with the shortest one. */
export function backOff(previous: Backoff | undefined, now: EpochMs, options: AutoscalerOptions): Backoff {
  const isRepeated = previous !== undefined && previous.until < now && !isStale(previous, now, options);
  const durationMs = isRepeated ? Math.min(previous.durationMs * 2, options.maxBackoffMs) : options.initialBackoffMs;
  return { durationMs, until: plusMs(now, durationMs), failedAt: now };
}

/** Whether the group must not grow now. */
export function isBackedOff(backoff: Backoff | undefined, now: EpochMs): boolean {
  return backoff !== undefined && backoff.until > now;
}

function isStale(backoff: Backoff, now: EpochMs, { backoffResetMs }: AutoscalerOptions): boolean {
  return backoff.failedAt + backoffResetMs < now;
}
