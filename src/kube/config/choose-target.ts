import { proxyFor } from './environment-proxy.ts';
import { inClusterTarget } from './in-cluster.ts';
import { KubeconfigError } from './kubeconfig-error.ts';
import { type Environment, kubeconfigFiles } from './kubeconfig-files.ts';
import { loadKubeconfig } from './load-kubeconfig.ts';
import { nearestNames } from './nearest-names.ts';
import type { Entry, Kubeconfig } from './parse-kubeconfig.ts';
import { readCluster, readUser } from './read-entries.ts';
import type { Target } from './target.ts';

export interface TargetChoice {
  /** `--kubeconfig`: this file and no other. */
  readonly kubeconfig?: string;
  /** `--context`. Absent: the current context. */
  readonly context?: string;
  /** `--namespace`. Absent: the context's. */
  readonly namespace?: string;
  readonly environment: Environment;
  /** Where a pod's service account is mounted. */
  readonly serviceAccountFolder?: string;
}

/** Resolves the flags and files to one context, by kubectl's rules. @throws KubeconfigError */
export function chooseTarget(choice: TargetChoice): Target {
  const { kubeconfig, context, namespace, environment, serviceAccountFolder } = choice;
  const files = kubeconfigFiles(kubeconfig, environment);
  const config = loadKubeconfig(files);
  const where = files.paths.join(', ');
  const target = config === undefined ? undefined : contextOf(config, context, where);
  const chosen = target ?? (context === undefined ? inClusterTarget(environment, serviceAccountFolder) : undefined);
  if (chosen === undefined) {
    const problem = config === undefined ? `there is no kubeconfig: ${where} does not exist` : noCurrent(where);
    const contexts = [...(config?.contexts.keys() ?? [])];
    const known = contexts.length > 0 ? ` ${nearestNames('', contexts, 'contexts')}` : '';
    throw new KubeconfigError(
      problem,
      config === undefined
        ? 'Name one with --kubeconfig or in KUBECONFIG.'
        : `Name one with --context, or run: kubectl config use-context NAME.${known}`,
    );
  }
  const { cluster } = chosen;
  const proxyUrl = cluster.proxyUrl ?? proxyFor(cluster.server, environment);
  return {
    ...chosen,
    ...(namespace !== undefined && { namespace }),
    cluster: { ...cluster, ...(proxyUrl !== undefined && { proxyUrl }) },
  };
}

/** Undefined when none is asked for and none is current. */
function contextOf(config: Kubeconfig, asked: string | undefined, where: string): Target | undefined {
  const name = asked ?? config.currentContext;
  if (name === undefined) return undefined;
  const context = config.contexts.get(name);
  if (context === undefined)
    throw new KubeconfigError(
      `${where}: ${asked === undefined ? 'the current context' : 'context'} "${name}" does not exist`,
      nearestNames(name, [...config.contexts.keys()], 'contexts'),
    );
  const { namespace } = context.fields;
  return {
    context: name,
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : 'default',
    cluster: readCluster(referred(context, 'cluster', config.clusters)),
    user: userOf(context, config.users),
  };
}

/** A context without a user asks as nobody. */
function userOf(context: Entry, users: ReadonlyMap<string, Entry>): Target['user'] {
  if (context.fields.user === undefined || context.fields.user === '') return { name: '', impersonatedGroups: [] };
  return readUser(referred(context, 'user', users));
}

function referred(context: Entry, field: 'cluster' | 'user', known: ReadonlyMap<string, Entry>): Entry {
  const name = context.fields[field];
  const entry = typeof name === 'string' ? known.get(name) : undefined;
  if (entry !== undefined) return entry;
  const problem =
    typeof name === 'string' && name !== '' ? `names ${field} "${name}", which` : `names no ${field}, so one`;
  throw new KubeconfigError(
    `${context.place}: context "${context.name}" ${problem} does not exist`,
    nearestNames(typeof name === 'string' ? name : '', [...known.keys()], `${field}s`),
  );
}

function noCurrent(where: string): string {
  return `${where}: no context is current`;
}
