import type { Scenario } from '../../scenario/model.ts';
import type { SessionState } from '../../session/state.ts';

/** Whether quitting now would end something: a load at work, a talk begun, or a mode that is not the baseline. */
export function isRunLive(state: SessionState, scenario: Scenario): boolean {
  const working = [...state.loads.values()].some(({ state: phase }) => phase === 'starting' || phase === 'running');
  const mode = state.modes.at(-1)?.mode;
  return working || state.director.act >= 0 || (mode !== undefined && mode !== scenario.baseline);
}
