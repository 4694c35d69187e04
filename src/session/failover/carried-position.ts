import { type EpochMs, epochMs } from '../../autoscaling/units.ts';
import type { DirectorPosition } from '../observation.ts';

/** A place of the talk on another clock, so that as much of the act and of the talk has passed there at `to` as here at `from`. */
export function carriedPosition(position: DirectorPosition, from: EpochMs, to: EpochMs): DirectorPosition {
  const { actStartedAt, talkStartedAt, talkEndedAt, act, cue, autopilot } = position;
  const moved = (at: EpochMs) => epochMs(at + (to - from));
  return {
    act,
    cue,
    autopilot,
    ...(actStartedAt !== undefined && { actStartedAt: moved(actStartedAt) }),
    ...(talkStartedAt !== undefined && { talkStartedAt: moved(talkStartedAt) }),
    ...(talkEndedAt !== undefined && { talkEndedAt: moved(talkEndedAt) }),
  };
}
