import type { EpochMs } from '../units.ts';
import type { TimeWindow } from './step-path.ts';

/** How many of the moments (births or deaths of pods, oldest first) lie inside the window. */
export function momentsWithin(moments: readonly EpochMs[], window: TimeWindow): number {
  return moments.filter((at) => at >= window.from && at < window.to).length;
}

/** Births and deaths per minute, over the last `spanMs` before `now`. */
export function churnPerMinute(
  births: readonly EpochMs[],
  deaths: readonly EpochMs[],
  now: EpochMs,
  spanMs: number,
): number {
  const recent = (moments: readonly EpochMs[]) => moments.filter((at) => at > now - spanMs && at <= now).length;
  return ((recent(births) + recent(deaths)) * 60_000) / spanMs;
}
