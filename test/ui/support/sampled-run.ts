import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { coldStartAt, warmUp } from '../../../src/cli/warm-up.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { openSession } from '../../../src/session/open-session.ts';
import type { SessionState } from '../../../src/session/state.ts';

const secondMs = 1000;

/** All acts of meme-generator on autopilot on a warm embedded cluster: the state at each second. */
export async function sampledRun(profile: 'gke' | 'upstream'): Promise<readonly SessionState[]> {
  const scenario = loadScenario('meme-generator');
  const startAt = coldStartAt(epochMs(Date.parse('2026-01-01T10:00:00Z')));
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt, profile }));
  await warmUp(cluster);
  const session = openSession({
    cluster,
    scenario,
    frames: cluster.clock,
    frameMs: secondMs,
    mode: scenario.baseline,
  });
  const states: SessionState[] = [];
  const step = async () => {
    await cluster.advanceTo(plusMs(cluster.clock.now(), secondMs));
    states.push(session.store.getState());
  };
  await step();
  await session.dispatch({ type: 'toggleAutopilot' });
  do await step();
  while (states.at(-1)?.director.autopilot);
  await session.close();
  await cluster.close();
  return states;
}

/** The mode a state is in; undefined while one is being applied. */
export function modeOf({ modes }: SessionState): string | undefined {
  const last = modes.at(-1);
  return last?.phase === 'applied' ? last.mode : undefined;
}
