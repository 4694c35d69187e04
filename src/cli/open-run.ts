import { basename, dirname, join } from 'node:path';
import { layoutFolders } from '../scenario/layout-folders.ts';
import type { Layout } from '../scenario/layout-model.ts';
import { listLayouts, loadLayout } from '../scenario/load-layout.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { Scenario } from '../scenario/model.ts';
import { ScenarioError } from '../scenario/problem.ts';
import type { Session } from '../session/session.ts';
import type { InterruptedTalk } from '../ui/cockpit/resume.ts';
import type { Surroundings } from '../ui/cockpit/view.ts';
import type { RunOptions } from './options.ts';
import { type Flight, startFlight } from './recording-flight.ts';
import { openRunFolder, type RunFolder } from './run-folder/open-run-folder.ts';
import { runsHome } from './run-folder/runs-home.ts';
import { offStage, type Stage } from './stage.ts';

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
  /** A talk that was under way in the run before, which did not come to its end. */
  readonly interrupted?: InterruptedTalk;
  /** Resolves when the run ends by itself, with what its reader is told then. */
  readonly ended?: Promise<string>;
}

/**
 * Loads scenario and layouts, opens the cluster that is asked for, and a session on it. A module of its own, imported once the first frame
 * is painted: what it brings along takes longer to load than the screen. The run is recorded in its folder.
 *
 * @throws ScenarioError for a scenario or layout that cannot be used, KubeconfigError for a real cluster that cannot be found
 */
export async function openRun(options: RunOptions, { tell, recording }: Stage = offStage): Promise<OpenRun> {
  const scenario = loadScenario(options.scenario);
  const layouts = layoutsFrom(options.layout ?? defaultLayout, scenario.file);
  const folder = openRunFolder(scenario.name, options.runDir);
  const flight = startFlight({ folder, scenario, tell, mark: (label) => recording.mark(label) });
  const grafana = await grafanaFor(scenario, options, tell);
  const cast = {
    file: options.record ?? join(folder.path ?? '.', 'screen.cast'),
    version: options.castVersion ?? 2,
    title: scenario.title,
  };
  try {
    const { session, surroundings, close } = await openSessionOn(scenario, options, folder, heardBy(flight, grafana));
    flight.begin(session);
    return {
      session,
      surroundings: { ...surroundings, toggleRecording: () => recording.toggle(cast) },
      layouts,
      ...(folder.problem !== undefined && { remark: `This run is not written down: ${folder.problem}` }),
      async close() {
        const outstanding = session.outstanding();
        await close();
        await grafana?.close();
        flight.close();
        folder.finish(outstanding);
        if (outstanding > 0) process.stderr.write(`${leftBehind(outstanding, folder)}\n`);
      },
    };
  } catch (error) {
    flight.close();
    folder.finish(0);
    throw error;
  }
}

async function grafanaFor(scenario: Scenario, { grafana }: RunOptions, tell: Stage['tell']) {
  if (grafana === undefined) return undefined;
  const { GrafanaTeller } = await import('./grafana-teller.ts');
  return new GrafanaTeller({ grafana, scenario, tell });
}

/** A flight whose observations another one hears, too. */
function heardBy(flight: Flight, other: Pick<Flight, 'observe'> | undefined): Flight {
  if (!other) return flight;
  return {
    ...flight,
    observe(observation) {
      flight.observe(observation);
      other.observe(observation);
    },
  };
}

async function openSessionOn(
  scenario: Scenario,
  options: RunOptions,
  folder: RunFolder,
  flight: Flight,
): Promise<OpenSession> {
  if (options.kube === undefined) {
    const { openEmbeddedRun } = await import('./open-embedded-run.ts');
    return openEmbeddedRun(scenario, options, folder, flight);
  }
  const { openLiveRun } = await import('./live/open-live-run.ts');
  return openLiveRun(scenario, { ...options, kube: options.kube }, folder, flight);
}

/** What is left as the run changed it, and the command that puts it back; without a journal there is none. */
function leftBehind(objects: number, { path }: RunFolder): string {
  const [are, them] = objects === 1 ? ['1 object is', 'it'] : [`${objects} objects are`, 'them'];
  if (path === undefined) return `${are} as this run changed ${them}.`;
  const run = dirname(path) === runsHome() ? basename(path) : path;
  return `${are} as this run changed ${them}.\nTo put back what was there before: harmony restore ${run}`;
}

/**
 * The layout asked for, and after it all others that have a name: the user's, the scenario's and the built-in ones. One that was not asked
 * for and cannot be read is left out: `harmony layouts` tells what is wrong with it.
 */
export function layoutsFrom(first: string, scenarioFile?: string): readonly Layout[] {
  const options = { layoutFolders: layoutFolders(process.env, scenarioFile) };
  const chosen = loadLayout(first, options);
  const others = listLayouts(options).flatMap((name) => {
    try {
      return [loadLayout(name, options)];
    } catch (error) {
      if (error instanceof ScenarioError) return [];
      throw error;
    }
  });
  return [chosen, ...others.filter(({ file }) => file !== chosen.file)];
}
