import type { Layout } from '../scenario/layout-model.ts';
import { listLayouts, loadLayout } from '../scenario/load-layout.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { Scenario } from '../scenario/model.ts';
import type { Session } from '../session/session.ts';
import type { Surroundings } from '../ui/cockpit/view.ts';
import type { RunOptions } from './options.ts';
import { openRunFolder, type RunFolder } from './run-folder/open-run-folder.ts';

/** The layout a cockpit opens with, and the one that is always there to step to. */
export const defaultLayout = 'stage';

/** A session on a cluster, and what belongs to it. Whoever opened it closes it. */
export interface OpenSession {
  readonly session: Session;
  readonly surroundings: Surroundings;
  close(): Promise<void>;
}

/** A run with everything behind it. Whoever opened it closes it. */
export interface OpenRun extends OpenSession {
  /** The one to begin with first. */
  readonly layouts: readonly Layout[];
  /** What the reader has to know at the start, as a sentence. */
  readonly remark?: string;
}

/**
 * Loads scenario and layouts, opens the cluster that is asked for, and a session on it. A module of its own, imported once the first frame
 * is painted: what it brings along takes longer to load than the screen.
 *
 * @throws ScenarioError for a scenario or layout that cannot be used, KubeconfigError for a real cluster that cannot be found
 */
export async function openRun(options: RunOptions): Promise<OpenRun> {
  const scenario = loadScenario(options.scenario);
  const layouts = layoutsFrom(options.layout ?? defaultLayout);
  const folder = openRunFolder(scenario.name, options.runDir);
  try {
    const { session, surroundings, close } = await openSessionOn(scenario, options, folder);
    return {
      session,
      surroundings,
      layouts,
      ...(folder.problem !== undefined && { remark: `This run is not written down: ${folder.problem}` }),
      async close() {
        const outstanding = session.outstanding();
        await close();
        folder.finish(outstanding);
        if (outstanding > 0) process.stderr.write(`${leftBehind(outstanding)}\n`);
      },
    };
  } catch (error) {
    folder.finish(0);
    throw error;
  }
}

async function openSessionOn(scenario: Scenario, options: RunOptions, folder: RunFolder): Promise<OpenSession> {
  if (options.kube === undefined) {
    const { openEmbeddedRun } = await import('./open-embedded-run.ts');
    return openEmbeddedRun(scenario, options, folder);
  }
  const { openLiveRun } = await import('./live/open-live-run.ts');
  return openLiveRun(scenario, { ...options, kube: options.kube }, folder);
}

function leftBehind(objects: number): string {
  const [are, them] = objects === 1 ? ['1 object is', 'it'] : [`${objects} objects are`, 'them'];
  return `${are} as this run changed ${them}. To put back what was there before: harmony restore`;
}

/** The layout asked for, and the built-in ones after it. */
export function layoutsFrom(first: string): readonly Layout[] {
  const chosen = loadLayout(first);
  const others = listLayouts()
    .map((name) => loadLayout(name))
    .filter(({ file }) => file !== chosen.file);
  return [chosen, ...others];
}
