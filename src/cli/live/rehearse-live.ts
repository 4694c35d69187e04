import type { KubeCluster } from '../../kube/kube-cluster.ts';
import { openKubeCluster } from '../../kube/open-kube-cluster.ts';
import { rehearsalReport } from '../../report/rehearsal-report.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import type { Scenario } from '../../scenario/model.ts';
import { openSession } from '../../session/open-session.ts';
import type { Session } from '../../session/session.ts';
import type { SessionState } from '../../session/state.ts';
import { CliError, type ExitCode, exitCodes, UsageError } from '../errors.ts';
import { localLoadRunner } from '../loads/local-load-runner.ts';
import type { KubeChoice, RehearseOptions } from '../options.ts';
import { openOutside } from '../outside/open-outside.ts';
import { kubectlChoice } from '../outside/port-forward.ts';
import { endOfTalk, playOnAutopilot, stepMs } from '../rehearsal.ts';
import { jsonText, writeRehearsal } from '../rehearsal-files.ts';
import { rehearsalText } from '../rehearsal-text.ts';
import { type Output, onlyAct } from '../rehearse.ts';
import { openRunFolder, type RunFolder } from '../run-folder/open-run-folder.ts';
import { runJournal } from '../run-folder/run-journal.ts';
import { reachable } from './reachable.ts';
import { inNamespaceOf } from './scenario-namespace.ts';

export interface RehearseLiveOptions extends RehearseOptions {
  readonly kube: KubeChoice;
  readonly yes: boolean;
}

/**
 * Plays all acts (or the one asked for) unattended on a real cluster, in real time, puts back what that changed, and prints what the acts
 * showed. Resolves to 0 when every expectation is met, to 1 when one is not.
 *
 * @throws KubeconfigError and UsageError for what cannot be used, CliError with status 3 for a cluster that does not answer
 */
export async function rehearseLive(options: RehearseLiveOptions, out: Output = process.stdout): Promise<ExitCode> {
  const { kube, yes, runDir, json } = options;
  const scenario = inNamespaceOf(onlyAct(loadScenario(options.scenario), options.act), kube.namespace);
  const cluster = await openKubeCluster(kube);
  const { context } = cluster.identity;
  const { namespace } = scenario.target;
  try {
    if (!yes) throw unasked(context, namespace);
    await reachable(cluster);
    const folder = openRunFolder(scenario.name, runDir);
    if (folder.problem !== undefined) throw unkept(folder.problem);
    folder.describe({ context, namespace });
    const startedAt = cluster.clock.now();
    const state = await playAndRestore(cluster, scenario, folder, kube);
    const wallMillis = cluster.clock.now() - startedAt;
    const report = rehearsalReport(scenario, state, { context, namespace, wallMillis });
    out.write(json ? jsonText(report) : rehearsalText(report));
    writeRehearsal(options, report);
    return report.met ? exitCodes.ok : exitCodes.failed;
  } finally {
    await cluster.close();
  }
}

/** Everything is as it was before, however the acts went. */
async function playAndRestore(
  cluster: KubeCluster,
  scenario: Scenario,
  folder: RunFolder,
  kube: KubeChoice,
): Promise<SessionState> {
  const { allowedContexts } = scenario.target;
  const journal = runJournal(folder);
  const outside = openOutside(kubectlChoice(cluster.identity.context, kube));
  const session = openSession({
    cluster,
    scenario,
    frames: cluster.clock,
    guard: { allowedContexts, yes: true, readOnly: false },
    ...(journal !== undefined && { journal }),
    outside,
    loadRunner: localLoadRunner,
  });
  try {
    await playOnAutopilot(session, () => new Promise((resolve) => void cluster.clock.after(stepMs, resolve)));
    return endOfTalk(session);
  } finally {
    try {
      await putBack(session);
    } finally {
      folder.finish(session.outstanding());
      await session.close();
      await outside.close();
    }
  }
}

async function putBack(session: Session): Promise<void> {
  if (session.outstanding() === 0) return;
  const outcome = await session.restore();
  if (outcome.ok) return;
  throw new CliError(`what the rehearsal changed could not be put back: ${outcome.reason}`, {
    exitCode: exitCodes.failed,
    tryThis: 'Once the cluster answers: harmony restore',
  });
}

function unasked(context: string, namespace: string): UsageError {
  return new UsageError(
    `a rehearsal changes namespace ${namespace} of context ${context}, and nobody is there to be asked`,
    'Add --yes to let it. What it changes is put back at the end.',
  );
}

/** A rehearsal may be interrupted like any run, and what is not written down could not be put back then. */
function unkept(problem: string): UsageError {
  return new UsageError(problem, 'A rehearsal writes down what it changes: name a folder for that with --run-dir.');
}
