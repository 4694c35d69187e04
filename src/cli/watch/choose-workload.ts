import type { ClusterError } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { suggest } from '../../scenario/nearest.ts';
import type { ReadNamespace } from '../../session/discovery/read-namespace.ts';
import { type ScaledWorkload, scaledWorkloads, strayAutoscalers } from '../../session/discovery/scaled-workloads.ts';
import { CliError, exitCodes, UsageError } from '../errors.ts';

/** What is watched, and what else could be. */
export interface Choice {
  readonly workload: ScaledWorkload;
  /** Other Deployments of the namespace that have autoscalers. */
  readonly others: readonly ScaledWorkload[];
}

/**
 * The workload to watch: the one that is named, with or without autoscalers, else the one with the most of them.
 *
 * @throws UsageError for a name that is not there, CliError where no workload has an autoscaler
 */
export function chooseWorkload(objects: ReadNamespace, name: string | undefined): Choice {
  const all = scaledWorkloads(objects);
  const scaled = all.filter(({ autoscalerCount }) => autoscalerCount > 0);
  const workload = name === undefined ? scaled[0] : all.find(({ deployment }) => deployment.metadata.name === name);
  if (workload !== undefined) return { workload, others: scaled.filter((each) => each !== workload) };
  if (name === undefined) throw noAutoscaler(objects);
  const names = all.map(({ deployment }) => deployment.metadata.name);
  throw new UsageError(
    `there is no Deployment ${name} in namespace ${objects.namespace}`,
    suggest(name, names, 'Deployments'),
  );
}

function noAutoscaler(objects: ReadNamespace): CliError {
  const { namespace, deployments, unread } = objects;
  const looked = [
    lookedFor('HorizontalPodAutoscalers', unread.get(resources.horizontalPodAutoscalers.plural)),
    lookedFor('ScaledObjects', unread.get(resources.scaledObjects.plural), 'KEDA'),
    lookedFor('VerticalPodAutoscalers', unread.get(resources.verticalPodAutoscalers.plural), 'VPA'),
    lookedFor('Deployments', unread.get(resources.deployments.plural), `${deployments.length} there`),
  ];
  const stray = strayAutoscalers(objects).map(
    (text) => `  not watched, for its target is no Deployment there: ${text}`,
  );
  const names = deployments.map(({ metadata }) => metadata.name).toSorted();
  const [first] = names;
  return new CliError(
    `no Deployment in namespace ${namespace} has an autoscaler. Looked for:\n${[...looked, ...stray].join('\n')}`,
    {
      exitCode: exitCodes.usage,
      tryThis:
        first === undefined
          ? 'Name another namespace with -n.'
          : `Name another namespace with -n, or watch a Deployment as it is: harmony watch -n ${namespace} ${first}`,
    },
  );
}

function lookedFor(what: string, error: ClusterError | undefined, source?: string): string {
  if (error === undefined) return `  ${what}: ${what === 'Deployments' ? source : 'none'}`;
  if (error.code === 404)
    return `  ${what}: ${source === undefined ? 'not served here' : `${source} is not installed`}`;
  return `  ${what}: ${error.message}`;
}
