import { type EpochMs, plusMs } from '../../autoscaling/units.ts';
import type { SessionState } from '../state.ts';

/** A place in a talk, by its act. */
export interface ActMoment {
  /** Index into the scenario's acts. */
  readonly act: number;
  /** Since the act began. */
  readonly elapsedMs: number;
}

/** Where a session stands in its talk; undefined outside of acts. */
export function actMomentOf({ director }: Pick<SessionState, 'director'>, now: EpochMs): ActMoment | undefined {
  const { act, actStartedAt, talkEndedAt } = director;
  if (act < 0 || talkEndedAt !== undefined) return undefined;
  return { act, elapsedMs: actStartedAt === undefined ? 0 : Math.max(0, now - actStartedAt) };
}

/** When a run that is over stood at the same place, the last time if there were several; undefined where it never got so far. */
export function sameMoment(
  { acts, now }: Pick<SessionState, 'acts' | 'now'>,
  { act, elapsedMs }: ActMoment,
): EpochMs | undefined {
  const played = acts.findLast(
    ({ act: index, startedAt, endedAt }) => index === act && startedAt + elapsedMs < (endedAt ?? now),
  );
  return played && plusMs(played.startedAt, elapsedMs);
}
