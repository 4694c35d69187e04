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

/** The log lines of a load may go on after its end, which counts once. */
export function loadChanged(draft: Draft, load: LoadProgress, at: EpochMs): void {
  const { state } = draft;
  const before = state.loads.get(load.id);
  state.loads = draft.put(state.loads, load.id, load);
  if (load.state !== 'complete' && load.state !== 'failed') return;
  if (before?.state === load.state && before.startedAt === load.startedAt) return;
  const end = { load: load.id, at: load.endedAt ?? at, state: load.state };
  state.loadEnds = draft.push(state.loadEnds, end, bounds.loadEnds);
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
