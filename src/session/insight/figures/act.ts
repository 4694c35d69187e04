import type { Rung } from '../../../autoscaling/figures/latency-ladder.ts';
import type { TimeWindow } from '../../../autoscaling/figures/step-path.ts';
import { type Demand, demandWithin } from './demand.ts';
import { ladderWithin } from './ladder.ts';
import { rangeOfMode } from './replica-range.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { type Stability, stabilityWithin } from './stability.ts';

/** The figures over time of one act. */
export interface ActCourse extends Stability, Demand {
  /** Of the last load started in the act; null where none was. */
  readonly latencyLadder: readonly Rung[] | null;
}

/** What the state tells, even long after, about an act that was played in `mode` through the window. */
export function actCourse(run: ScenarioRun, mode: string, window: TimeWindow): ActCourse {
  return {
    ...stabilityWithin(run.state, window, rangeOfMode(run.scenario, mode)),
    ...demandWithin(run, window),
    latencyLadder: ladderWithin(run, window)?.rungs ?? null,
  };
}
