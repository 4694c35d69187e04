import type { Cluster } from '../../cluster/port.ts';
import { openKubeCluster } from '../../kube/open-kube-cluster.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import type { Scenario } from '../../scenario/model.ts';
import { describeWorkload } from '../../session/discovery/describe-workload.ts';
import { readNamespace } from '../../session/discovery/read-namespace.ts';
import { openSession, type SessionOptions } from '../../session/open-session.ts';
import type { Session } from '../../session/session.ts';
import type { Surroundings } from '../../ui/cockpit/view.ts';
import { kubectlCommands } from '../live/kubectl-commands.ts';
import { unreachable } from '../live/reachable.ts';
import { openEmbedded } from '../open-embedded.ts';
import { defaultLayout, layoutsFrom, type OpenRun } from '../open-run.ts';
import type { EmbeddedRunOptions, KubeChoice } from '../options.ts';
import { openOutside } from '../outside/open-outside.ts';
import { kubectlChoice } from '../outside/port-forward.ts';
import { kubectlDoor } from '../point-kubectl.ts';
import { realFrames } from '../real-frames.ts';
import { snapshotSaver } from '../snapshot-saver.ts';
import { type Choice, chooseWorkload } from './choose-workload.ts';

/** `harmony watch`. */
export interface WatchOptions {
  /** Absent: the one with the most autoscalers. */
  readonly workload?: string;
  /** Absent: the context's, or that of the scenario the embedded cluster is made of. */
  readonly namespace?: string;
  readonly layout?: string;
  /** Present: a real cluster. */
  readonly kube?: KubeChoice;
  /** What the embedded cluster is made of. */
  readonly embedded: EmbeddedRunOptions;
}

/**
 * Finds what scales a workload, and opens a session on it that changes nothing.
 *
 * @throws KubeconfigError, UsageError and ScenarioError for what cannot be used, CliError where there is nothing to watch, or no answer
 */
export async function openWatch(options: WatchOptions): Promise<OpenRun> {
  const layouts = layoutsFrom(options.layout ?? defaultLayout);
  const open = options.kube === undefined ? await watchEmbedded(options) : await watchLive(options, options.kube);
  return { ...open, layouts, remark: remarkOn(open.choice) };
}

interface OpenWatch {
  readonly choice: Choice;
  readonly session: Session;
  readonly surroundings: Surroundings;
  close(): Promise<void>;
}

async function watchLive({ workload }: WatchOptions, kube: KubeChoice): Promise<OpenWatch> {
  const cluster = await openKubeCluster(kube);
  try {
    const choice = await choose(cluster, cluster.namespace, workload);
    const scenario = describeWorkload(choice.workload);
    const outside = openOutside(kubectlChoice(cluster.identity.context, kube));
    const session = sessionOn(cluster, scenario, { outside });
    const commands = kubectlCommands(cluster.identity.context, cluster.namespace, kube.kubeconfig);
    return {
      choice,
      session,
      surroundings: { pointKubectl: async () => commands, saveSnapshot: snapshotSaver({ scenario, cluster }) },
      async close() {
        await session.close();
        await outside.close();
        await cluster.close();
      },
    };
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

async function watchEmbedded({ workload, namespace, embedded }: WatchOptions): Promise<OpenWatch> {
  const scenario = loadScenario(embedded.scenario);
  const { cluster, close } = await openEmbedded(scenario, embedded);
  try {
    const watched = namespace ?? scenario.target.namespace;
    const choice = await choose(cluster, watched, workload);
    // What a port-forward would lead to is part of the model.
    const found: Scenario = { ...describeWorkload(choice.workload), embedded: scenario.embedded };
    const { speed } = embedded;
    const session = sessionOn(cluster, found, { speed: speed === 'max' ? Number.POSITIVE_INFINITY : speed });
    cluster.pacer.setSpeed(speed);
    cluster.pacer.start();
    const door = kubectlDoor(cluster.kernel, watched);
    return {
      choice,
      session,
      surroundings: {
        pointKubectl: () => door.open(),
        saveSnapshot: snapshotSaver({ scenario: found, cluster }),
      },
      async close() {
        await door.close();
        await session.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function choose(cluster: Cluster, namespace: string, workload: string | undefined): Promise<Choice> {
  const objects = await readNamespace(cluster, namespace).catch((error: unknown) => {
    throw unreachable(cluster, error);
  });
  return chooseWorkload(objects, workload);
}

function sessionOn(cluster: Cluster, scenario: Scenario, options: Pick<SessionOptions, 'outside' | 'speed'>): Session {
  const guard = { allowedContexts: [], yes: false, readOnly: true, readOnlyBecause: 'harmony watch changes nothing' };
  return openSession({ cluster, scenario, frames: realFrames, guard, ...options });
}

/** Short enough for 80 columns, with what else there is to watch at its end. */
function remarkOn({ workload, others }: Choice): string {
  const { autoscalerCount, deployment } = workload;
  const counted = `${autoscalerCount === 0 ? 'no' : autoscalerCount} ${autoscalerCount === 1 ? 'autoscaler' : 'autoscalers'}`;
  const more = others.map((each) => each.deployment.metadata.name).join(', ');
  return `${deployment.metadata.name} has ${counted}${more === '' ? '' : `; others that have some: ${more}`}`;
}
