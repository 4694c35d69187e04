import type { Cancel } from '../cluster/clock.ts';
import type { Cluster } from '../cluster/port.ts';
import type { MetricSignal, QueueSignal, Scenario, ScenarioSignals } from '../scenario/model.ts';
import { externalMetric } from '../signals/external-metric.ts';
import { jetStreamQueue } from '../signals/jetstream-queue.ts';
import { objectMetric } from '../signals/object-metric.ts';
import { nothingOutside, type Outside } from '../signals/outside.ts';
import { podsMetric } from '../signals/pods-metric.ts';
import { prometheusQuery } from '../signals/prometheus-query.ts';
import { redisListQueue } from '../signals/redis-list-queue.ts';
import { resourceMetric } from '../signals/resource-metric.ts';
import { startSamplers } from '../signals/sampler.ts';
import type { Signal } from '../signals/signal.ts';
import { embeddedSignals } from './embedded-places.ts';
import type { Recorder } from './recorder.ts';

/** Samples the signals a scenario names, each a source of its own. The one cancel ends all. */
export function startScenarioSignals(
  cluster: Cluster,
  scenario: Pick<Scenario, 'signals' | 'embedded'>,
  recorder: Recorder,
  outside: Outside = nothingOutside,
): Cancel {
  const isEmbedded = cluster.identity.badge === 'EMBEDDED';
  const signals = signalsOf(isEmbedded ? embeddedSignals(scenario) : scenario.signals, outside);
  for (const { source, series } of signals) {
    const at = cluster.clock.now();
    recorder.record({ at, source, kind: 'sourceHealth', health: { state: 'connecting' } });
    for (const each of series) recorder.record({ at, source, kind: 'seriesDeclared', series: each });
  }
  return startSamplers(cluster, signals, {
    sampled: ({ source }, at, readings) => {
      for (const reading of readings) recorder.record({ at, source, kind: 'sample', ...reading });
    },
    healthy: ({ source }, at) => recorder.record({ at, source, kind: 'sourceHealth', health: { state: 'live' } }),
    failed: ({ source }, at, reason) =>
      recorder.record({ at, source, kind: 'sourceHealth', health: { state: 'failed', reason } }),
  });
}

/** The signals a scenario names, each of which asks one source. */
export function signalsOf(
  { queue, metrics, throttling }: ScenarioSignals,
  outside: Outside = nothingOutside,
): readonly Signal[] {
  return [
    ...(queue ? [queueSignal(queue, outside)] : []),
    ...metrics.map((metric) => metricSignal(metric, outside)),
    ...(throttling ? [prometheusQuery(throttling, outside)] : []),
  ];
}

function queueSignal(queue: QueueSignal, outside: Outside): Signal {
  switch (queue.kind) {
    case 'nats-jetstream':
      return jetStreamQueue(queue, outside);
    case 'redis-list':
      return redisListQueue(queue, outside);
    case 'prometheus':
      return prometheusQuery(queue, outside, queue.id);
  }
}

function metricSignal(metric: MetricSignal, outside: Outside): Signal {
  switch (metric.kind) {
    case 'custom':
      return 'podSelector' in metric ? podsMetric(metric) : objectMetric(metric);
    case 'external':
      return externalMetric(metric);
    case 'resource':
      return resourceMetric(metric);
    case 'prometheus':
      return prometheusQuery(metric, outside);
  }
}
