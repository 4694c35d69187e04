import type { EpochMs } from '../autoscaling/units.ts';
import { plusMs } from '../autoscaling/units.ts';
import type { Cluster } from '../cluster/port.ts';
import type { Scenario } from '../scenario/model.ts';
import { openSession } from '../session/open-session.ts';
import type { SessionState } from '../session/state.ts';
import { CliError, exitCodes } from './errors.ts';
import type { Pace } from './pace.ts';

/** A cluster whose time passes when it is told to. */
export type PlayableCluster = Cluster & { readonly virtualClock: { advanceTo(at: EpochMs): Promise<void> } };

/** How far time goes between two looks at the run. */
const stepMs = 1000;

/**
 * Plays all acts of a scenario on autopilot on a cluster that is warm, and resolves to the state at the end of the talk.
 *
 * @throws CliError when a cue or an act cannot be carried out
 */
export async function playAllActs(cluster: PlayableCluster, scenario: Scenario, pace: Pace): Promise<SessionState> {
  const startedAt = cluster.clock.now();
  const session = openSession({ cluster, scenario, frames: cluster.clock, frameMs: stepMs, mode: scenario.baseline });
  const state = () => session.store.getState();
  const step = async () => {
    await cluster.virtualClock.advanceTo(plusMs(cluster.clock.now(), stepMs));
    await pace(cluster.clock.now() - startedAt);
  };
  try {
    await step();
    const outcome = await session.dispatch({ type: 'toggleAutopilot' });
    if (!outcome.ok) throw new CliError(outcome.reason, { exitCode: exitCodes.usage });
    do await step();
    while (state().director.autopilot);
  } finally {
    await session.close();
  }
  if (state().director.talkEndedAt === undefined) throw interrupted(scenario, state());
  return state();
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
