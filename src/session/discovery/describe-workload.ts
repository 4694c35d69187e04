import type { MetricSignal, Scenario, ScenarioSignals } from '../../scenario/model.ts';
import { resourceSignal, signalOfMetric } from './hpa-signals.ts';
import type { NamespaceObjects } from './namespace-objects.ts';
import { type ScaledWorkload, scaledWorkloads } from './scaled-workloads.ts';
import { queriesBehind } from './trigger-queries.ts';
import { queueBehind } from './trigger-queue.ts';

/**
 * A workload of a cluster as a scenario: what to look at, and nothing to do. It has no modes, loads and acts, and no context may be changed
 * for it.
 */
export function describeWorkload(workload: ScaledWorkload): Scenario {
  const { name, namespace = 'default' } = workload.deployment.metadata;
  return onlyLooking(`${namespace}/${name}`, namespace, [name], signalsOf(workload));
}

/** All workloads of a namespace that have autoscalers, as a scenario. The signals are those of the first. */
export function describeNamespace(objects: NamespaceObjects): Scenario {
  const { namespace } = objects;
  const scaled = scaledWorkloads(objects).filter(({ autoscalerCount }) => autoscalerCount > 0);
  const names = scaled.map(({ deployment }) => deployment.metadata.name);
  const [first] = scaled;
  return onlyLooking(namespace, namespace, names, first ? signalsOf(first) : { metrics: [] });
}

function onlyLooking(
  title: string,
  namespace: string,
  workloads: readonly string[],
  signals: ScenarioSignals,
): Scenario {
  return {
    name: title,
    file: '',
    title,
    target: {
      namespace,
      workloads: workloads.map((name) => ({ kind: 'Deployment', name })),
      allowedContexts: [],
      // There is no script that could be carried on elsewhere.
      failOverAfterSeconds: Number.POSITIVE_INFINITY,
    },
    signals,
    modes: [],
    baseline: '',
    loads: [],
    acts: [],
    embedded: {
      seed: 1,
      profile: 'upstream',
      objects: [],
      model: { nodes: [], imagePullSeconds: 0, queues: [], workloads: [], podsMetrics: [] },
    },
  };
}

function signalsOf({ deployment, hpas, scaledObjects }: ScaledWorkload): ScenarioSignals {
  const queue = queueBehind(scaledObjects);
  const read = hpas
    .flatMap(({ spec }) => spec.metrics ?? [])
    .flatMap((metric) => signalOfMetric(metric, deployment) ?? []);
  // Whatever the autoscalers go by, CPU is what the pods cost.
  const cpu = resourceSignal('cpu', deployment);
  const metrics = [...queriesBehind(scaledObjects), ...read, ...(cpu ? [cpu] : [])];
  return { ...(queue ? { queue } : {}), metrics: distinct(metrics) };
}

/** One signal of each id: two HPAs may read the same metric. The one with a target tells more. */
function distinct(signals: readonly MetricSignal[]): readonly MetricSignal[] {
  const byId = new Map<string, MetricSignal>();
  for (const signal of signals) {
    const known = byId.get(signal.id);
    if (known === undefined || (known.target === undefined && signal.target !== undefined)) byId.set(signal.id, signal);
  }
  return [...byId.values()];
}
