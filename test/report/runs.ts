import { epochMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { playAllActs } from '../../src/cli/rehearsal.ts';
import { warmUp } from '../../src/cli/warm-up.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import { type RunReport, runReport } from '../../src/report/run-report.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { SessionState } from '../../src/session/state.ts';

/** The demo's conflict and harmony acts, played on an embedded cluster. */
export async function playedRun(seed = 1): Promise<{ readonly run: RunReport; readonly state: SessionState }> {
  const whole = loadScenario('meme-generator');
  const scenario = { ...whole, acts: whole.acts.filter(({ id }) => id === 'conflict' || id === 'harmony') };
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt: epochMs(Date.UTC(2026, 0, 31, 12)), seed }));
  await warmUp(cluster);
  const state = await playAllActs(cluster, scenario, async () => {});
  await cluster.close();
  const run = runReport({
    name: `seed-${seed}`,
    place: 'embedded cluster, profile gke',
    scenario,
    state,
    // The end is enough for what is not about findings.
    at: (moment) => ({ ...state, now: moment }),
  });
  return { run, state };
}
