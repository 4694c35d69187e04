import { churnPerMinute } from '../../../autoscaling/figures/churn.ts';
import {
  defaultFlapBudget,
  type FlapBudget,
  flapBudget,
  flapWindowMs,
} from '../../../autoscaling/figures/flap-budget.ts';
import { oscillationScore } from '../../../autoscaling/figures/oscillation.ts';
import type { PathPoint, TimeWindow } from '../../../autoscaling/figures/step-path.ts';
import { type EpochMs, epochMs, plusMs } from '../../../autoscaling/units.ts';
import type { SessionState } from '../../state.ts';
import { remembered } from '../remembered.ts';
import { currentRange, type ReplicaRange } from './replica-range.ts';

/** How restless the target workload is. */
export interface Stability {
  /** Starts and stops of its pods, per minute. */
  readonly churnPerMinute: number;
  /** Share of its count's travel that was for nothing, 0 to below 1. */
  readonly oscillationScore: number;
  /** Null where no autoscaler tells the range that a budget is made of. */
  readonly flapBudget: FlapBudget | null;
}

const minuteMs = 60_000;

/**
 * How restless the workload is now: churn of the last minute, the flap budget of the last ten, oscillation since the act began, or over
 * the last ten minutes between acts.
 */
export const stabilityOf: (state: SessionState) => Stability = remembered(
  (state) => [
    state.churn,
    state.replicaPaths,
    state.hpas,
    state.scaledObjects,
    state.target,
    state.director.actStartedAt,
    // Moments grow old by the second.
    Math.floor(state.now / 1000),
  ],
  (state) => {
    const { births, deaths } = state.churn;
    return {
      churnPerMinute: churnPerMinute(births, deaths, state.now, minuteMs),
      oscillationScore: oscillationScore(targetPath(state), recentWindow(state)),
      flapBudget: budgetAt(births, deaths, currentRange(state), state.now),
    };
  },
);

/** How restless the workload was in a window, by what happened inside it; the budget as it stood at its end. */
export function stabilityWithin(state: SessionState, window: TimeWindow, range: ReplicaRange | undefined): Stability {
  const inside = (moments: readonly EpochMs[]) => moments.filter((at) => at >= window.from && at < window.to);
  const [births, deaths] = [inside(state.churn.births), inside(state.churn.deaths)];
  const minutes = (window.to - window.from) / minuteMs;
  return {
    churnPerMinute: minutes > 0 ? (births.length + deaths.length) / minutes : 0,
    oscillationScore: oscillationScore(targetPath(state), window),
    flapBudget: budgetAt(births, deaths, range, window.to),
  };
}

/** The target workload's replica count over time; empty for a run without one. */
export function targetPath({ target, replicaPaths }: SessionState): readonly PathPoint[] {
  const path = (target.workload !== undefined && replicaPaths.get(target.workload)) || [];
  return path.map(({ at, replicas }) => ({ at, count: replicas }));
}

/** The act that is on; between acts, the last ten minutes. */
export function recentWindow({ director, now, openedAt }: SessionState): TimeWindow {
  const from = director.talkEndedAt === undefined ? director.actStartedAt : undefined;
  return { from: from ?? epochMs(Math.max(openedAt, now - flapWindowMs)), to: plusMs(now, 1) };
}

function budgetAt(
  births: readonly EpochMs[],
  deaths: readonly EpochMs[],
  range: ReplicaRange | undefined,
  at: EpochMs,
): FlapBudget | null {
  return range ? flapBudget(births, deaths, defaultFlapBudget(range.min, range.max), at) : null;
}
