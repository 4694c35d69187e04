import type { FlapBudget } from '../../../autoscaling/figures/flap-budget.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import type { Stability } from '../../../session/insight/figures/stability.ts';
import { stopwatch } from '../../text/durations.ts';
import { compact } from '../../text/numbers.ts';
import type { Tone } from '../../theme/tone.ts';

/** The workload's restlessness in words. */
export interface FlapView {
  /** Starts and stops of the last minute: `25/min`. */
  readonly churn: string;
  /** Absent where no autoscaler sets a range to make a budget of. */
  readonly budget?: FlapBudgetView;
}

export interface FlapBudgetView {
  readonly sign: string;
  readonly tone: Tone;
  /** `12 of 18 left`, `spent`, `overdrawn by 5`. */
  readonly words: string;
  /** For a frame's title: `! flap 1/18`. */
  readonly note: string;
  /** What is left of it, 0..1: the bar burns down. */
  readonly left: number;
  /** When the oldest start or stop is forgotten, while nothing is left: `grows in 4:10`. */
  readonly recovery?: string;
}

/** From here on what is left is called little. */
const littleLeft = 0.25;

/** Flap budget and churn as the pods pane tells them. */
export function flapView({ churnPerMinute, flapBudget }: Stability, now: EpochMs): FlapView {
  return {
    churn: `${compact(Math.round(churnPerMinute))}/min`,
    ...(flapBudget && { budget: budgetView(flapBudget, now) }),
  };
}

function budgetView({ budget, left, recoversAt }: FlapBudget, now: EpochMs): FlapBudgetView {
  if (left <= 0) {
    return {
      sign: '✕',
      tone: 'failed',
      words: left === 0 ? 'spent' : `overdrawn by ${-left}`,
      note: '✕ flap spent',
      left: 0,
      ...(recoversAt !== null && { recovery: `grows in ${stopwatch(recoversAt - now)}` }),
    };
  }
  const share = left / budget;
  const [sign, tone] = share <= littleLeft ? (['!', 'stale'] as const) : (['✓', 'good'] as const);
  return { sign, tone, words: `${left} of ${budget} left`, note: `${sign} flap ${left}/${budget}`, left: share };
}
