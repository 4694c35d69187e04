import { openKubeCluster } from '../../kube/open-kube-cluster.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { describeNamespace } from '../../session/discovery/describe-workload.ts';
import { readNamespace } from '../../session/discovery/read-namespace.ts';
import { colourDepth } from '../../ui/theme/theme.ts';
import type { ExitCode } from '../errors.ts';
import { inNamespaceOf } from '../live/scenario-namespace.ts';
import { openEmbedded } from '../open-embedded.ts';
import type { EmbeddedRunOptions, KubeChoice } from '../options.ts';
import { openOutside } from '../outside/open-outside.ts';
import { kubectlChoice } from '../outside/port-forward.ts';
import { type DoctorOutput, runDoctor, type ScenarioSource } from './run-doctor.ts';

export interface DoctorOptions {
  /** Absent: what is in the namespace, where one is given, else the scenario of the embedded cluster. */
  readonly scenario?: string;
  /** Present: a real cluster. */
  readonly kube?: KubeChoice;
  readonly embedded: EmbeddedRunOptions;
  readonly json: boolean;
}

/**
 * Opens the cluster that is meant, and examines it.
 *
 * @throws ScenarioError and KubeconfigError for what cannot be used
 */
export async function doctor({ scenario, kube, embedded, json }: DoctorOptions): Promise<ExitCode> {
  const { stdout, env } = process;
  const { isTTY, columns, rows } = stdout;
  const output: DoctorOutput = {
    json,
    inColour: colourDepth(env) !== 'none' && (isTTY || Boolean(env.FORCE_COLOR)),
    terminal: { isTTY, columns, rows, env },
    print: (text) => stdout.write(text),
  };
  if (kube === undefined) {
    const played = loadScenario(embedded.scenario);
    const { cluster, close } = await openEmbedded(played, embedded);
    return runDoctor({ cluster, scenario: async () => played }, output).finally(close);
  }
  const wanted = sourceFor(scenario ?? (kube.namespace === undefined ? embedded.scenario : undefined), kube);
  const cluster = await openKubeCluster(kube);
  const outside = openOutside(kubectlChoice(cluster.identity.context, kube));
  try {
    return await runDoctor({ cluster, scenario: wanted, outside }, output);
  } finally {
    await outside.close();
    await cluster.close();
  }
}

function sourceFor(scenario: string | undefined, { namespace }: KubeChoice): ScenarioSource {
  if (scenario === undefined) {
    return async (cluster) => describeNamespace(await readNamespace(cluster, namespace ?? 'default'));
  }
  const wanted = inNamespaceOf(loadScenario(scenario), namespace);
  return async () => wanted;
}
