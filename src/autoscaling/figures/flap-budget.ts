import { type EpochMs, epochMs, plusMs } from '../units.ts';

/** The stretch a flap budget is for, in milliseconds: ten minutes. */
export const flapWindowMs = 600_000;

/** How much of a workload's budget of starts and stops is used up. Counts are pods. */
export interface FlapBudget {
  /** Pods started and stopped in the last ten minutes. */
  readonly starts: number;
  readonly stops: number;
  /** Starts and stops the ten minutes may have. */
  readonly budget: number;
  /** What is left of it; below zero once it is overdrawn. */
  readonly left: number;
  /** Share of the budget used, 0 for none; above 1 once it is overdrawn. */
  readonly usedRatio: number;
  /** When the oldest start or stop that counts is ten minutes old, so that the budget grows again; null while nothing counts. */
  readonly recoversAt: EpochMs | null;
}

/**
 * The budget of a workload without one of its own: 2 × (maxReplicas − minReplicas), what one whole arch costs, up from the minimum to the
 * maximum and down again; at least 2. Whoever goes to and fro within ten minutes pays more than that (kubernetes/enhancements #883: the
 * rate of starts and stops matters more than the range).
 */
export function defaultFlapBudget(minReplicas: number, maxReplicas: number): number {
  return Math.max(2, 2 * (maxReplicas - minReplicas));
}

/** The budget at `now`, from the moments pods were born and died, in any order. A moment exactly ten minutes ago no longer counts. */
export function flapBudget(
  births: readonly EpochMs[],
  deaths: readonly EpochMs[],
  budget: number,
  now: EpochMs,
): FlapBudget {
  const counted = (moments: readonly EpochMs[]) => moments.filter((at) => at > plusMs(now, -flapWindowMs) && at <= now);
  const [starts, stops] = [counted(births), counted(deaths)];
  const used = starts.length + stops.length;
  const oldest = [...starts, ...stops].reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return {
    starts: starts.length,
    stops: stops.length,
    budget,
    left: budget - used,
    usedRatio: budget > 0 ? used / budget : used > 0 ? Number.POSITIVE_INFINITY : 0,
    recoversAt: used === 0 ? null : plusMs(epochMs(oldest), flapWindowMs),
  };
}
