import { valueAt } from './check.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { ScenarioManifests } from './scenario-manifests.ts';
import type { ScenarioFile } from './schema/scenario-file.ts';
import { type Path, problemAt, type YamlSource } from './yaml-source.ts';

/**
 * Where the embedded cluster could not play what the rest of the scenario says: a workload that no manifest defines, a metric or query
 * that its model cannot answer, a queue that is not there. On a real cluster such a gap would show as an empty chart.
 */
export function agreementProblems(
  source: YamlSource,
  file: ScenarioFile,
  manifests: ScenarioManifests,
): readonly Problem[] {
  return [
    ...deploymentProblems(source, file, manifests),
    ...workerProblems(source, file),
    ...signalProblems(source, file),
    ...triggerProblems(file, manifests),
  ];
}

function deploymentProblems(source: YamlSource, file: ScenarioFile, manifests: ScenarioManifests): readonly Problem[] {
  const { workloads, podsMetrics, externalMetrics = [], prometheus } = file.embedded.model;
  const defined = manifests.embedded.filter(({ object }) => object.kind === 'Deployment').map(nameOf);
  const modelled = workloads.map(({ deployment }) => deployment);
  const missing = (name: string, path: Path, known: readonly string[], where: string) =>
    known.includes(name)
      ? []
      : [problemAt(source, path, `there is no Deployment "${name}" ${where}`, suggest(name, known, 'Deployments'))];
  const inObjects = 'in the manifests of embedded.objects';
  const inWorkloads = 'in embedded.workloads';
  return [
    ...file.target.workloads.flatMap(({ name }, index) =>
      missing(name, ['target', 'workloads', index, 'name'], defined, inObjects),
    ),
    ...modelled.flatMap((name, index) =>
      missing(name, ['embedded', 'workloads', index, 'deployment'], defined, inObjects),
    ),
    ...podsMetrics.flatMap(({ deployment }, index) =>
      missing(deployment, ['embedded', 'podsMetrics', index, 'deployment'], modelled, inWorkloads),
    ),
    ...externalMetrics.flatMap(({ deployment }, index) =>
      missing(deployment, ['embedded', 'externalMetrics', index, 'deployment'], modelled, inWorkloads),
    ),
    ...(prometheus?.queries ?? []).flatMap(({ deployment }, index) =>
      missing(deployment, ['embedded', 'prometheus', 'queries', index, 'deployment'], modelled, inWorkloads),
    ),
  ];
}

function workerProblems(source: YamlSource, file: ScenarioFile): readonly Problem[] {
  const { queues, workloads } = file.embedded.model;
  const known = queues.map(queueName);
  return workloads.flatMap(({ worker }, index) => {
    if (!worker || known.includes(queueName(worker))) return [];
    const message = `there is no ${queueName(worker)} in embedded.queues`;
    const path = ['embedded', 'workloads', index, 'worker', 'list' in worker ? 'list' : 'consumer'];
    return [problemAt(source, path, message, known.length === 0 ? 'add it there' : `there is ${known.join(', ')}`)];
  });
}

function queueName(queue: { readonly list: string } | { readonly stream: string; readonly consumer: string }): string {
  return 'list' in queue ? `list "${queue.list}"` : `consumer "${queue.consumer}" of stream "${queue.stream}"`;
}

function signalProblems(source: YamlSource, file: ScenarioFile): readonly Problem[] {
  const { metrics, throttling } = file.signals;
  const { podsMetrics } = file.embedded.model;
  const problems: Problem[] = [...queueProblems(source, file)];
  for (const [index, metric] of metrics.entries()) {
    const path = ['signals', 'metrics', index];
    if (metric.kind === 'custom' && metric.podSelector === undefined) {
      const message = 'the embedded cluster has custom metrics of pods only';
      problems.push(problemAt(source, [...path, 'metric'], message, 'give it podSelector'));
    } else if (metric.kind === 'custom' && !podsMetrics.some((known) => known.metric === metric.metric)) {
      const known = podsMetrics.map((one) => one.metric);
      const message = `embedded.podsMetrics has no metric "${metric.metric}"`;
      problems.push(problemAt(source, [...path, 'metric'], message, suggest(metric.metric, known, 'metrics')));
    }
    if (metric.kind === 'prometheus') problems.push(...queryProblems(source, [...path, 'query'], metric.query, file));
  }
  if (throttling) problems.push(...queryProblems(source, ['signals', 'throttling', 'query'], throttling.query, file));
  return problems;
}

/** A queue at a URL is played by the model's queue of the same name, wherever that is. */
function queueProblems(source: YamlSource, file: ScenarioFile): readonly Problem[] {
  const { queue } = file.signals;
  if (!queue) return [];
  if (queue.kind === 'prometheus') return queryProblems(source, ['signals', 'queue', 'query'], queue.query, file);
  const name = queueName(queue);
  const isPlayed = file.embedded.model.queues.some(
    (each) => queueName(each) === name && (queue.service === undefined || queue.service === each.service),
  );
  if (isPlayed) return [];
  const where = queue.service === undefined ? '' : ` at service "${queue.service}"`;
  return [problemAt(source, ['signals', 'queue'], `embedded.queues has no ${name}${where}`, 'write both alike')];
}

/** Queries of KEDA's prometheus triggers, in the ScaledObjects of the modes. */
function triggerProblems(file: ScenarioFile, manifests: ScenarioManifests): readonly Problem[] {
  const applied = new Map(
    [...manifests.modes.values()].flatMap(({ apply }) => apply).map((read) => [read.object, read]),
  );
  return [...applied.values()].flatMap(({ object, source, path }) => {
    const triggers = object.kind === 'ScaledObject' ? valueAt(object, ['spec', 'triggers']) : undefined;
    if (!Array.isArray(triggers)) return [];
    return triggers.flatMap((trigger, index) => {
      const query = valueAt(trigger, ['metadata', 'query']);
      if (valueAt(trigger, ['type']) !== 'prometheus' || typeof query !== 'string') return [];
      return queryProblems(source, [...path, 'spec', 'triggers', index, 'metadata', 'query'], query, file);
    });
  });
}

function queryProblems(source: YamlSource, path: Path, query: string, file: ScenarioFile): readonly Problem[] {
  const known = file.embedded.model.prometheus?.queries ?? [];
  if (known.some((one) => sameQuery(one.query, query))) return [];
  const tryThis = 'add it there, the same but for blanks';
  return [problemAt(source, path, 'embedded.prometheus.queries does not have this query', tryThis)];
}

/** Blanks and line breaks mean nothing between the parts of a query. */
function sameQuery(a: string, b: string): boolean {
  const plain = (query: string) => query.trim().replace(/\s+/g, ' ');
  return plain(a) === plain(b);
}

function nameOf({ object }: ScenarioManifests['embedded'][number]): string {
  return object.metadata.name;
}
