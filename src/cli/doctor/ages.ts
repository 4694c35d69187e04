import { type EpochMs, parseTime } from '../../autoscaling/units.ts';

/** Older than this, a sample is of no use to an HPA that looks every 15 s: metrics-server and adapters renew theirs within a minute. */
export const staleAfterSeconds = 120;

/** Age of the newest of some timestamps, in whole seconds; undefined where none can be read. A moment ahead of the clock has no age. */
export function newestAgeSeconds(timestamps: readonly string[], now: EpochMs): number | undefined {
  const moments = timestamps.flatMap((text) => parseTime(text) ?? []);
  if (moments.length === 0) return undefined;
  return Math.max(0, Math.round((now - Math.max(...moments)) / 1000));
}

export function ageText(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
