import type { EpochMs } from '../../autoscaling/units.ts';
import type { LoadProgress, LoggedAction } from '../observation.ts';
import type { SessionState } from '../state.ts';
import { bounds } from './bounds.ts';
import type { Draft } from './draft.ts';

/** A mode begins when it is being applied; how that ends is noted at the same entry. */
export function modeChanged(
  draft: Draft,
  mode: string,
  phase: SessionState['modes'][number]['phase'],
  at: EpochMs,
): void {
  const { state } = draft;
  const last = state.modes.at(-1);
  const continues = last?.mode === mode && last.phase === 'applying' && phase !== 'applying';
  state.modes = continues
    ? draft.replace(state.modes, state.modes.length - 1, { ...last, phase })
    : draft.push(state.modes, { mode, at, phase }, bounds.modes);
}

export function loadChanged(draft: Draft, load: LoadProgress): void {
  draft.state.loads = draft.put(draft.state.loads, load.id, load);
}

/** A later word on an action takes the place of the earlier one; the action keeps the moment it began. */
export function actionLogged(draft: Draft, action: LoggedAction, at: EpochMs): void {
  const { state } = draft;
  const index = state.actions.findLastIndex((logged) => logged.id === action.id);
  const earlier = state.actions[index];
  state.actions = earlier
    ? draft.replace(state.actions, index, { ...action, at: earlier.at })
    : draft.push(state.actions, { ...action, at }, bounds.actions);
}
