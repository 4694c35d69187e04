import type { EpochMs } from '../autoscaling/units.ts';
import { plusMs } from '../autoscaling/units.ts';
import type { Cluster } from '../cluster/port.ts';
import type { Scenario } from '../scenario/model.ts';
import { openSession } from '../session/open-session.ts';
import type { Session } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';
import { CliError, exitCodes } from './errors.ts';
import type { Pace } from './pace.ts';

/** A cluster whose time passes when it is told to. */
export type PlayableCluster = Cluster & { readonly virtualClock: { advanceTo(at: EpochMs): Promise<void> } };

/** How far time goes between two looks at the run. */
export const stepMs = 1000;

/**
 * Plays all acts of a scenario on autopilot on a cluster that is warm, and resolves to the state at the end of the talk.
 *
 * @throws CliError when a cue or an act cannot be carried out
 */
export async function playAllActs(cluster: PlayableCluster, scenario: Scenario, pace: Pace): Promise<SessionState> {
  const startedAt = cluster.clock.now();
  const session = openSession({ cluster, scenario, frames: cluster.clock, frameMs: stepMs, mode: scenario.baseline });
  const step = async () => {
    await cluster.virtualClock.advanceTo(plusMs(cluster.clock.now(), stepMs));
    await pace(cluster.clock.now() - startedAt);
  };
  try {
    await step();
    await playOnAutopilot(session, step);
  } finally {
    await session.close();
  }
  return endOfTalk(session);
}

/** Switches the autopilot on and lets time pass in steps until it is off again. @throws CliError when it cannot be switched on */
export async function playOnAutopilot(session: Session, step: () => Promise<void>): Promise<void> {
  const outcome = await session.dispatch({ type: 'toggleAutopilot' });
  if (!outcome.ok) throw new CliError(outcome.reason, { exitCode: exitCodes.usage });
  do await step();
  while (session.store.getState().director.autopilot);
}

/** The state of a session that has played all acts. @throws CliError when the autopilot gave up before */
export function endOfTalk({ store, scenario }: Session): SessionState {
  const state = store.getState();
  if (state.director.talkEndedAt === undefined) throw interrupted(scenario, state);
  return state;
}

function interrupted(scenario: Scenario, { director, actions, loads }: SessionState): CliError {
  const act = scenario.acts[director.act]?.id ?? 'the first act';
  const place = director.cue < 0 ? `act ${act}` : `act ${act}, cue ${director.cue + 1}`;
  const failed = actions.findLast(({ state }) => state === 'failed');
  const load = [...loads.values()].find(({ state }) => state === 'failed');
  const why = failed
    ? `${failed.command}: ${failed.message ?? 'failed'}`
    : (load?.line ?? 'a step could not be carried out');
  return new CliError(`the rehearsal stopped in ${place}: ${why}`, { exitCode: exitCodes.failed });
}
