import type { EpochMs } from '../../autoscaling/units.ts';
import type { DirectorPosition } from '../observation.ts';
import { bounds } from './bounds.ts';
import type { Draft } from './draft.ts';

/** Takes over the position, and keeps the list of acts that were played. */
export function directorMoved(draft: Draft, position: DirectorPosition, at: EpochMs): void {
  const { state } = draft;
  state.director = position;
  const { act, actStartedAt: startedAt, talkEndedAt } = position;
  const last = state.acts.at(-1);
  const goesOn = last !== undefined && last.endedAt === undefined;
  const isSame = goesOn && last.act === act && last.startedAt === startedAt;
  if (goesOn && (!isSame || talkEndedAt !== undefined)) {
    state.acts = draft.replace(state.acts, state.acts.length - 1, { ...last, endedAt: talkEndedAt ?? at });
  }
  if (!isSame && startedAt !== undefined && talkEndedAt === undefined) {
    state.acts = draft.push(state.acts, { act, startedAt }, bounds.acts);
  }
}
