import type { EpochMs } from '../../autoscaling/units.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { DirectorPosition } from '../observation.ts';

/** Where the talk stands in time, in milliseconds of the cluster's clock. */
export interface Pace {
  readonly actMs: number;
  readonly actPlannedMs: number;
  readonly totalMs: number;
  readonly totalPlannedMs: number;
  /** How far the talk lags behind its plan; negative: it is ahead. */
  readonly behindMs: number;
}

/**
 * The talk against its plan; undefined before the first act. An act that begins late puts the talk behind, and one that goes on beyond its
 * planned end puts it further behind; within its time an act says nothing about the pace.
 */
export function paceOf({ acts }: Scenario, director: DirectorPosition, now: EpochMs): Pace | undefined {
  const [first] = acts;
  const act = acts[director.act];
  if (!first || !act || director.talkStartedAt === undefined) return undefined;
  const until = director.talkEndedAt ?? now;
  const actMs = director.actStartedAt === undefined ? 0 : Math.max(0, until - director.actStartedAt);
  const actPlannedMs = (act.toSeconds - act.fromSeconds) * 1000;
  const beganMs = (director.actStartedAt ?? until) - director.talkStartedAt;
  const plannedBeginMs = (act.fromSeconds - first.fromSeconds) * 1000;
  const lastSecond = Math.max(...acts.map(({ toSeconds }) => toSeconds));
  return {
    actMs,
    actPlannedMs,
    totalMs: Math.max(0, until - director.talkStartedAt),
    totalPlannedMs: (lastSecond - first.fromSeconds) * 1000,
    behindMs: beganMs - plannedBeginMs + Math.max(0, actMs - actPlannedMs),
  };
}
