import { epochMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { playAllActs } from '../../src/cli/rehearsal.ts';
import { warmUp } from '../../src/cli/warm-up.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import type { EmbeddedCluster } from '../../src/embedded/embedded-cluster.ts';
import { type RehearsalReport, rehearsalReport } from '../../src/report/rehearsal-report.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Act, Cue, Scenario } from '../../src/scenario/model.ts';
import type { SessionState } from '../../src/session/state.ts';

/** The rehearsal's own start, so that a test sees the runs that `harmony rehearse` shows. */
const startAt = epochMs(Date.UTC(2025, 0, 1));

export interface PlayOptions {
  readonly seed?: number;
  readonly profile?: 'upstream' | 'gke';
  /** Ids of the acts to play, in their order. Absent: all. */
  readonly acts?: readonly string[];
}

export interface Played {
  readonly report: RehearsalReport;
  readonly state: SessionState;
  /** As the run left it; time no longer passes. */
  readonly cluster: EmbeddedCluster;
  /** Expectations that were not met, with the figures. */
  readonly unmet: readonly string[];
  /** What the run took of a processor: on a busy machine the time by the clock says little. */
  readonly cpuMillis: number;
}

/** Plays a built-in scenario at full speed on an embedded cluster of its own. */
export async function play(name: string, options: PlayOptions = {}): Promise<Played> {
  const scenario = loadScenario(name);
  const acts = options.acts?.flatMap((wanted) => scenario.acts.filter(({ id }) => id === wanted)) ?? scenario.acts;
  return playScenario({ ...scenario, acts }, options);
}

/** Plays one act of our own making in a built-in scenario: a mode, and loads that start at its beginning. */
export async function improvise(
  name: string,
  act: { readonly mode: string; readonly seconds: number; readonly loads?: readonly string[] },
  options: PlayOptions = {},
): Promise<Played> {
  const cues = (act.loads ?? []).map((load): Cue => ({ do: { load } }));
  const improvised: Act = {
    id: 'improvised',
    title: 'Improvised',
    fromSeconds: 0,
    toSeconds: act.seconds,
    mode: act.mode,
    notes: '',
    cues,
    expect: [],
  };
  return playScenario({ ...loadScenario(name), acts: [improvised] }, options);
}

async function playScenario(scenario: Scenario, { seed, profile }: PlayOptions): Promise<Played> {
  const setup = embeddedSetup(scenario, {
    startAt,
    ...(seed === undefined ? {} : { seed }),
    ...(profile === undefined ? {} : { profile }),
  });
  const before = process.threadCpuUsage();
  const cluster = createEmbeddedCluster(setup);
  try {
    await warmUp(cluster);
    const state = await playAllActs(cluster, scenario, async () => {});
    const { user, system } = process.threadCpuUsage(before);
    const cpuMillis = (user + system) / 1000;
    const report = rehearsalReport(scenario, state, {
      seed: setup.seed,
      profile: setup.profile,
      wallMillis: Math.round(cpuMillis),
    });
    const unmet = report.expectations
      .filter(({ met }) => !met)
      .map(({ act, text, actual }) => `${act}: ${text} (${actual})`);
    return { report, state, cluster, unmet, cpuMillis };
  } finally {
    await cluster.close();
  }
}

/** Seeds that the suite plays; more of them are played by hand before a release. */
export const suiteSeeds = [1, 2, 3, 4, 5] as const;
