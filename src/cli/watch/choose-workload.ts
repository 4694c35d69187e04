import type { ResourceType } from '../../cluster/port.ts';
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
  const { namespace, hpas, scaledObjects, vpas, deployments } = objects;
  const looked = [
    lookedFor(objects, resources.horizontalPodAutoscalers, hpas.length),
    lookedFor(objects, resources.scaledObjects, scaledObjects.length, 'KEDA is not installed'),
    lookedFor(objects, resources.verticalPodAutoscalers, vpas.length, 'VPA is not installed'),
    lookedFor(objects, resources.deployments, deployments.length),
    ...strayAutoscalers(objects).map((text) => `not watched, for its target is no Deployment there: ${text}`),
  ];
  const [first] = deployments.map(({ metadata }) => metadata.name).toSorted();
  return new CliError(
    `no Deployment in namespace ${namespace} has an autoscaler. Looked for:\n${looked.map((text) => `  ${text}`).join('\n')}`,
    {
      exitCode: exitCodes.usage,
      tryThis:
        first === undefined
          ? 'Name another namespace with -n.'
          : `Name another namespace with -n, or watch a Deployment as it is: harmony watch -n ${namespace} ${first}`,
    },
  );
}

function lookedFor({ unread }: ReadNamespace, { kind, plural }: ResourceType, count: number, absent?: string): string {
  const error = unread.get(plural);
  if (error !== undefined) return `${kind}s: ${error.code === 404 && absent !== undefined ? absent : error.message}`;
  return `${kind}s: ${count === 0 ? 'none' : `${count} there`}`;
}
