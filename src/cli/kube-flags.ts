import { type Command, Option } from 'commander';
import { UsageError } from './errors.ts';
import type { KubeChoice } from './options.ts';

/** What the command line says about which cluster it means. */
export interface ClusterFlags {
  readonly cluster?: 'embedded' | 'kube';
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly namespace?: string;
}

/** Flags that are about an embedded cluster and say nothing about a real one, or the other way round. */
export interface FlagRules {
  readonly embeddedOnly: readonly string[];
  readonly realOnly: readonly ('context' | 'kubeconfig' | 'namespace')[];
}

/** Of commands that play a scenario: an embedded cluster is set up in the scenario's namespace. */
export const scenarioRules: FlagRules = {
  embeddedOnly: ['speed', 'seed', 'profile', 'nats'],
  realOnly: ['context', 'kubeconfig', 'namespace'],
};

/** Adds `--cluster`, and what chooses a real cluster as kubectl does. */
export function clusterOptions(command: Command): Command {
  return kubeOptions(
    command.addOption(
      new Option(
        '--cluster <cluster>',
        'where it runs (default: embedded; kube with --context or --kubeconfig)',
      ).choices(['embedded', 'kube']),
    ),
  ).option(
    '-n, --namespace <namespace>',
    `namespace (default: the scenario's; of explain on a real cluster the context's)`,
  );
}

/** `--context` and `--kubeconfig`, each of which means a real cluster. */
export function kubeOptions(command: Command): Command {
  return command
    .option('--context <context>', 'a real cluster: this context of the kubeconfig (default: the current one)')
    .option('--kubeconfig <file>', 'a real cluster: this kubeconfig (default: as KUBECONFIG says)');
}

/**
 * The real cluster that is asked for; undefined for an embedded one.
 *
 * @throws UsageError for flags that contradict each other
 */
export function kubeChoice(
  { cluster, context, kubeconfig, namespace }: ClusterFlags,
  command: Command,
  { embeddedOnly, realOnly }: FlagRules = scenarioRules,
): KubeChoice | undefined {
  const given = (flag: string) => command.getOptionValueSource(flag) === 'cli';
  const isReal = cluster === 'kube' || (cluster === undefined && (context ?? kubeconfig) !== undefined);
  const alien = isReal ? embeddedOnly.find(given) : realOnly.find(given);
  if (alien !== undefined && isReal)
    throw new UsageError(`--${alien} is about an embedded cluster, and this one is real`, `Leave --${alien} out.`);
  if (alien !== undefined)
    throw new UsageError(`--${alien} is about a real cluster, and this one is embedded`, 'Use --cluster kube with it.');
  if (!isReal) return undefined;
  return {
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(namespace !== undefined && { namespace }),
  };
}
