import { type PathPoint, pathWithin, type TimeWindow } from './step-path.ts';

/**
 * How much of a count's travel inside the window was for nothing, from 0 to below 1. Travel is the sum of all changes, in replicas. What
 * one arch (or one dip) between the same first, outermost and last count would have travelled is needed; the score is the share of the rest:
 * a single rise, fall, arch or dip scores 0, and a fight goes towards 1 as it goes on. 1→10→5→10→5→10 travels 29 where 9 would do: 0.69.
 */
export function oscillationScore(path: readonly PathPoint[], window: TimeWindow): number {
  const counts = pathWithin(path, window).map(({ count }) => count);
  const [first, last] = [counts.at(0), counts.at(-1)];
  if (first === undefined || last === undefined) return 0;
  let travel = 0;
  for (const [index, count] of counts.entries()) travel += Math.abs(count - (counts[index - 1] ?? count));
  if (travel === 0) return 0;
  const [peak, dip] = [Math.max(...counts), Math.min(...counts)];
  const needed = Math.max(peak - first + (peak - last), first - dip + (last - dip));
  return 1 - needed / travel;
}
