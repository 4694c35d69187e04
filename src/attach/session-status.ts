import type { Action, Session } from '../session/session.ts';
import { type ActionStatus, actionKey, type SessionStatus } from './protocol.ts';

/** What a session tells of itself now besides its state, for those who cannot ask it. */
export function statusOf(session: Session): SessionStatus {
  const { identity, playback, speed } = session;
  const readOnly = session.readOnly();
  const heldBy = session.heldBy();
  const waitingFor = session.waitingFor();
  return {
    identity,
    speed: Number.isFinite(speed) ? speed : null,
    ...(playback && { playback: { from: playback.from, until: playback.until, isPaused: playback.isPaused } }),
    ...(readOnly !== undefined && { readOnly }),
    ...(heldBy !== undefined && { heldBy }),
    ...(waitingFor !== undefined && { waitingFor }),
    actions: Object.fromEntries(actionsOf(session).map((action) => [actionKey(action), actionStatus(session, action)])),
  };
}

/** Every action that a key stands for. */
function actionsOf({ scenario }: Pick<Session, 'scenario'>): readonly Action[] {
  return [
    ...scenario.modes.map(({ id }): Action => ({ type: 'flipMode', mode: id })),
    ...scenario.loads.map(({ id }): Action => ({ type: 'startLoad', load: id })),
    ...scenario.acts.map((_, act): Action => ({ type: 'goToAct', act })),
    ...(['reset', 'nextCue', 'skipCue', 'previousCue', 'toggleAutopilot'] as const).map((type): Action => ({ type })),
  ];
}

function actionStatus(session: Session, action: Action): ActionStatus {
  const refusal = session.refusal(action);
  const waitsFor = session.waitsFor(action);
  const confirmation = session.confirmation(action);
  return {
    ...(refusal !== undefined && { refusal }),
    ...(waitsFor !== undefined && { waitsFor }),
    ...(confirmation !== undefined && { confirmation }),
  };
}
