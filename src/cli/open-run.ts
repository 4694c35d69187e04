import { epochMs } from '../autoscaling/units.ts';
import { createEmbeddedCluster } from '../embedded/create.ts';
import type { Layout } from '../scenario/layout-model.ts';
import { listLayouts, loadLayout } from '../scenario/load-layout.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { openSession } from '../session/open-session.ts';
import type { Session } from '../session/session.ts';
import { embeddedSetup } from './embedded-setup.ts';
import type { RunOptions } from './options.ts';
import { realFrames } from './real-frames.ts';
import { coldStartAt, warmUp } from './warm-up.ts';

/** The layout a cockpit opens with, and the one that is always there to step to. */
const defaultLayout = 'stage';

/** A run with everything behind it. Whoever opened it closes it. */
export interface OpenRun {
  readonly session: Session;
  /** The one to begin with first. */
  readonly layouts: readonly Layout[];
  close(): Promise<void>;
}

/**
 * Loads scenario and layouts, starts the embedded cluster in the scenario's baseline, lets it warm up, and opens a session on it. A module of its own,
 * imported once the first frame is painted: what it brings along takes longer to load than the screen.
 *
 * @throws ScenarioError for a scenario or layout that cannot be used
 */
export async function openRun(options: RunOptions): Promise<OpenRun> {
  const scenario = loadScenario(options.scenario);
  const layouts = layoutsFrom(options.layout ?? defaultLayout);
  const { speed, seed, profile } = options;
  const cluster = createEmbeddedCluster(
    embeddedSetup(scenario, {
      // Whole seconds, as the timestamps of the API: then a run does not depend on the fraction it was started at.
      startAt: coldStartAt(epochMs(Math.floor(Date.now() / 1000) * 1000)),
      ...(seed !== undefined && { seed }),
      ...(profile !== undefined && { profile }),
    }),
  );
  await warmUp(cluster);
  const session = openSession({
    cluster,
    scenario,
    frames: realFrames,
    speed: speed === 'max' ? Number.POSITIVE_INFINITY : speed,
    mode: scenario.baseline,
  });
  cluster.pacer.setSpeed(speed);
  cluster.pacer.start();
  return {
    session,
    layouts,
    async close() {
      await session.close();
      await cluster.pacer.stop();
      await cluster.close();
    },
  };
}

/** The layout asked for, and the built-in ones after it. */
function layoutsFrom(first: string): readonly Layout[] {
  const chosen = loadLayout(first);
  const others = listLayouts()
    .map((name) => loadLayout(name))
    .filter(({ file }) => file !== chosen.file);
  return [chosen, ...others];
}
