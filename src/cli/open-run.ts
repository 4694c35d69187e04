import type { Layout } from '../scenario/layout-model.ts';
import { listLayouts, loadLayout } from '../scenario/load-layout.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { openSession } from '../session/open-session.ts';
import type { Session } from '../session/session.ts';
import type { Surroundings } from '../ui/cockpit/view.ts';
import { openEmbedded } from './open-embedded.ts';
import type { RunOptions } from './options.ts';
import { kubectlDoor } from './point-kubectl.ts';
import { realFrames } from './real-frames.ts';

/** The layout a cockpit opens with, and the one that is always there to step to. */
const defaultLayout = 'stage';

/** A run with everything behind it. Whoever opened it closes it. */
export interface OpenRun {
  readonly session: Session;
  /** The one to begin with first. */
  readonly layouts: readonly Layout[];
  readonly surroundings: Surroundings;
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
  const { speed } = options;
  const { cluster, close } = await openEmbedded(scenario, options);
  const session = openSession({
    cluster,
    scenario,
    frames: realFrames,
    speed: speed === 'max' ? Number.POSITIVE_INFINITY : speed,
    mode: scenario.baseline,
  });
  cluster.pacer.setSpeed(speed);
  cluster.pacer.start();
  const door = kubectlDoor(cluster.kernel, scenario.target.namespace);
  return {
    session,
    layouts,
    surroundings: { pointKubectl: () => door.open() },
    async close() {
      await door.close();
      await session.close();
      await close();
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
