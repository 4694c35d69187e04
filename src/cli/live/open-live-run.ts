import { openKubeCluster } from '../../kube/open-kube-cluster.ts';
import type { Scenario } from '../../scenario/model.ts';
import { openSession } from '../../session/open-session.ts';
import { failOverOf } from '../failover/open-fail-over.ts';
import { localLoadRunner } from '../loads/local-load-runner.ts';
import type { OpenSession } from '../open-run.ts';
import type { ChangeOptions, KubeChoice } from '../options.ts';
import { openOutside } from '../outside/open-outside.ts';
import { kubectlChoice } from '../outside/port-forward.ts';
import { realFrames } from '../real-frames.ts';
import type { Flight } from '../recording-flight.ts';
import type { RunFolder } from '../run-folder/open-run-folder.ts';
import { runJournal } from '../run-folder/run-journal.ts';
import { snapshotSaver } from '../snapshot-saver.ts';
import { kubectlCommands } from './kubectl-commands.ts';
import { inNamespaceOf } from './scenario-namespace.ts';

/** What is asked for of a run on a real cluster. */
export interface LiveOptions extends Omit<ChangeOptions, 'kube'> {
  readonly kube: KubeChoice;
}

/**
 * Opens a session on a real cluster. Nothing is changed by that, and no server has to answer: what is wrong with one is told by its panes.
 *
 * @throws KubeconfigError for a kubeconfig or a context that cannot be used
 */
export async function openLiveRun(
  from: Scenario,
  options: LiveOptions,
  folder: RunFolder,
  flight: Flight,
): Promise<OpenSession> {
  const { kube, yes = false, readOnly = false } = options;
  const scenario = inNamespaceOf(from, kube.namespace);
  const { namespace, allowedContexts } = scenario.target;
  const cluster = await openKubeCluster(kube);
  folder.describe({ context: cluster.identity.context, namespace });
  const journal = runJournal(folder);
  const unkept = journal === undefined && !yes && !readOnly;
  const outside = openOutside(kubectlChoice(cluster.identity.context, kube));
  const session = openSession({
    cluster,
    scenario,
    frames: realFrames,
    observe: flight.observe,
    guard: {
      allowedContexts,
      yes,
      readOnly: readOnly || unkept,
      ...(unkept && {
        readOnlyBecause: `nothing is changed that could not be put back: ${folder.problem}; --yes does without`,
      }),
    },
    ...(journal !== undefined && { journal }),
    outside,
    loadRunner: localLoadRunner,
  });
  const commands = kubectlCommands(cluster.identity.context, namespace, kube.kubeconfig);
  const failOver = failOverOf(session, from);
  return {
    session,
    surroundings: { pointKubectl: async () => commands, saveSnapshot: snapshotSaver({ scenario, cluster }), failOver },
    async close() {
      await failOver.close();
      await session.close();
      await outside.close();
      await cluster.close();
    },
  };
}
