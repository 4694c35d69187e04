import type { Session } from '../../session/session.ts';

/**
 * Whether quitting now would end something: a load at work, a talk begun, or a mode that is not the baseline. The mode of a real cluster
 * stays when the cockpit goes.
 */
export function isRunLive({ store, scenario, identity }: Pick<Session, 'store' | 'scenario' | 'identity'>): boolean {
  const { loads, director, modes } = store.getState();
  const working = [...loads.values()].some(({ state: phase }) => phase === 'starting' || phase === 'running');
  const mode = modes.at(-1)?.mode;
  const entered = identity.badge === 'EMBEDDED' && mode !== undefined && mode !== scenario.baseline;
  return working || director.act >= 0 || entered;
}
