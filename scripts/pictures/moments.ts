import { epochMs, plusMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { coldStartAt, warmUp } from '../../src/cli/warm-up.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { openSession } from '../../src/session/open-session.ts';
import type { Session } from '../../src/session/session.ts';

/** A beat of the talk that is worth a picture. */
export interface Moment {
  /** Id of the act. */
  readonly act: string;
  /** Seconds into it. */
  readonly second: number;
}

const secondMs = 1000;
const patienceSeconds = 3600;

/** The two acts at their most telling: both autoscalers have taken back each other's steps, and one arch without a fight. */
export const moments: readonly Moment[] = [
  { act: 'conflict', second: 95 },
  { act: 'harmony', second: 60 },
];

/**
 * Plays meme-generator on autopilot on an embedded cluster, from the same second and seed each time, and stops the clock at each moment
 * for `show`.
 */
export async function playMoments(wanted: readonly Moment[], show: (session: Session, moment: Moment) => void) {
  const scenario = loadScenario('meme-generator');
  const startAt = coldStartAt(epochMs(Date.UTC(2026, 0, 1, 10)));
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt }));
  await warmUp(cluster);
  const session = openSession({ cluster, scenario, frames: cluster.clock, frameMs: secondMs, mode: scenario.baseline });
  const step = () => cluster.advanceTo(plusMs(cluster.clock.now(), secondMs));
  try {
    await step();
    void session.dispatch({ type: 'toggleAutopilot' });
    const left = new Set(wanted);
    for (let second = 0; left.size > 0; second += 1) {
      if (second > patienceSeconds)
        throw new Error(`the talk never came to ${[...left].map(({ act }) => act).join(', ')}`);
      await step();
      const { act, actStartedAt } = session.store.getState().director;
      for (const moment of left) {
        const isOn = scenario.acts[act]?.id === moment.act && actStartedAt !== undefined;
        if (!isOn || session.now() - actStartedAt < moment.second * secondMs) continue;
        left.delete(moment);
        show(session, moment);
      }
    }
  } finally {
    await session.close();
    await cluster.close();
  }
}
