import type { FlapBudget } from '../autoscaling/figures/flap-budget.ts';
import type { Rung, RungId } from '../autoscaling/figures/latency-ladder.ts';
import type { Overshoot } from '../autoscaling/figures/overshoot.ts';
import type { TimeWindow } from '../autoscaling/figures/step-path.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { ActCourse } from '../session/insight/figures/act.ts';
import { rounded } from './rounded.ts';

/** The figures over time of an act, in a rehearsal's report. A figure that cannot be told is absent. */
export interface CourseReport {
  /** Starts and stops of pods, over the act's minutes. */
  readonly churnPerMinute?: number;
  /** Share of the replica count's travel that was for nothing, 0 to below 1. */
  readonly oscillationScore?: number;
  /** By what happened in the act, at its end; absent where its mode has no autoscaler. */
  readonly flapBudget?: FlapBudgetReport;
  /** Absent where the queue names no lag per replica. */
  readonly overshoot?: Overshoot;
  /** How long each replica had more in front of it than it is meant to have; absent where that is not known. */
  readonly timeOverTargetSeconds?: number;
  /** Of the last load started in the act; absent where none was. */
  readonly latencyLadder?: readonly RungReport[];
}

/** Counts are pods started and stopped within ten minutes. */
export interface FlapBudgetReport {
  readonly starts: number;
  readonly stops: number;
  readonly budget: number;
  /** Below zero once it is overdrawn. */
  readonly left: number;
}

export interface RungReport {
  readonly id: RungId;
  /** Null: it was not seen. */
  readonly atSecond: number | null;
  readonly sinceLoadSeconds: number | null;
}

/** An act's figures over time as a report prints them, with moments in seconds from the act's start. */
export function courseReport(course: ActCourse, { from }: TimeWindow): CourseReport {
  const { flapBudget, overshoot, timeOverTarget, latencyLadder } = course;
  return {
    churnPerMinute: rounded(course.churnPerMinute),
    oscillationScore: rounded(course.oscillationScore),
    ...(flapBudget && { flapBudget: budgetReport(flapBudget) }),
    ...(overshoot && { overshoot }),
    ...(timeOverTarget && { timeOverTargetSeconds: rounded(timeOverTarget.seconds) }),
    ...(latencyLadder && { latencyLadder: latencyLadder.map((rung) => rungReport(rung, from)) }),
  };
}

function budgetReport({ starts, stops, budget, left }: FlapBudget): FlapBudgetReport {
  return { starts, stops, budget, left };
}

function rungReport({ id, at, sinceLoadMs }: Rung, actStartedAt: EpochMs): RungReport {
  return {
    id,
    atSecond: at === null ? null : rounded((at - actStartedAt) / 1000),
    sinceLoadSeconds: sinceLoadMs === null ? null : rounded(sinceLoadMs / 1000),
  };
}
