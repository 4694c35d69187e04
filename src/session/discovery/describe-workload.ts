import type { MetricSignal, Scenario, ScenarioSignals } from '../../scenario/model.ts';
import { resourceSignal, signalOfMetric } from './hpa-signals.ts';
import type { ScaledWorkload } from './scaled-workloads.ts';
import { queriesBehind } from './trigger-queries.ts';
import { queueBehind } from './trigger-queue.ts';

/**
 * A workload of a cluster as a scenario: what to look at, and nothing to do. It has no modes, loads and acts, and no context may be changed
 * for it.
 */
export function describeWorkload(workload: ScaledWorkload): Scenario {
  const { name, namespace = 'default' } = workload.deployment.metadata;
  return {
    name,
    file: '',
    title: `${namespace}/${name}`,
    target: { namespace, workloads: [{ kind: 'Deployment', name }], allowedContexts: [] },
    signals: signalsOf(workload),
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
