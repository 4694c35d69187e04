import type { Session } from '../../session/session.ts';

/** Whether quitting now would end something: a load at work, a talk begun, or a mode that is not the baseline. What is recorded stays. */
export function isRunLive({ store, scenario, playback }: Pick<Session, 'store' | 'scenario' | 'playback'>): boolean {
  if (playback) return false;
  const state = store.getState();
  const working = [...state.loads.values()].some(({ state: phase }) => phase === 'starting' || phase === 'running');
  const mode = state.modes.at(-1)?.mode;
  return working || state.director.act >= 0 || (mode !== undefined && mode !== scenario.baseline);
}
