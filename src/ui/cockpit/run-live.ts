import type { Session } from '../../session/session.ts';

/**
 * Whether quitting now would end something: a load at work, a talk begun, or a mode that is not the baseline. The mode of a real cluster
 * stays when the cockpit goes, and so does what was recorded, and what another terminal is attached to.
 */
export function isRunLive(
  session: Pick<Session, 'store' | 'scenario' | 'identity' | 'playback' | 'attached'>,
): boolean {
  if (session.playback || session.attached) return false;
  const { store, scenario, identity } = session;
  const { loads, director, modes } = store.getState();
  const working = [...loads.values()].some(({ state: phase }) => phase === 'starting' || phase === 'running');
  const mode = modes.at(-1)?.mode;
  const entered = identity.badge === 'EMBEDDED' && mode !== undefined && mode !== scenario.baseline;
  return working || director.act >= 0 || entered;
}
