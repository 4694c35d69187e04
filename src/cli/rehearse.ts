import { epochMs } from '../autoscaling/units.ts';
import { createEmbeddedCluster } from '../embedded/create.ts';
import { rehearsalReport } from '../report/rehearsal-report.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { Scenario } from '../scenario/model.ts';
import { embeddedSetup } from './embedded-setup.ts';
import { type ExitCode, exitCodes, UsageError } from './errors.ts';
import type { RehearseOptions } from './options.ts';
import { paceOf } from './pace.ts';
import { playAllActs } from './rehearsal.ts';
import { jsonText, writeRehearsal } from './rehearsal-files.ts';
import { rehearsalText } from './rehearsal-text.ts';
import { warmUp } from './warm-up.ts';

/** The same moment in every rehearsal, so that two with the same seed are the same to the last byte. */
const startAt = epochMs(Date.UTC(2025, 0, 1));

/** Where the report goes. */
export interface Output {
  write(text: string): unknown;
}

/**
 * Plays all acts (or the one asked for) unattended on an embedded cluster and prints what they showed. Resolves to 0 when every expectation
 * is met, to 1 when one is not.
 *
 * @throws ScenarioError for a scenario that cannot be used, UsageError for an unknown act, CliError when the run itself fails
 */
export async function rehearse(options: RehearseOptions, out: Output = process.stdout): Promise<ExitCode> {
  const scenario = onlyAct(loadScenario(options.scenario), options.act);
  const setup = embeddedSetup(scenario, {
    startAt,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
  });
  const startedAt = performance.now();
  const cluster = createEmbeddedCluster(setup);
  try {
    await warmUp(cluster);
    const state = await playAllActs(cluster, scenario, paceOf(options.speed));
    const wallMillis = Math.round(performance.now() - startedAt);
    const report = rehearsalReport(scenario, state, { seed: setup.seed, profile: setup.profile, wallMillis });
    out.write(options.json ? jsonText(report) : rehearsalText(report));
    writeRehearsal(options, report);
    return report.met ? exitCodes.ok : exitCodes.failed;
  } finally {
    await cluster.close();
  }
}

/** The scenario with one of its acts, or with all. @throws UsageError for an unknown act */
export function onlyAct(scenario: Scenario, id: string | undefined): Scenario {
  if (id === undefined) return scenario;
  const act = scenario.acts.find((each) => each.id === id);
  if (act) return { ...scenario, acts: [act] };
  const names = scenario.acts.map((each) => each.id).join(', ') || 'none';
  throw new UsageError(`scenario ${scenario.name} has no act ${id}`, `Its acts: ${names}`);
}
