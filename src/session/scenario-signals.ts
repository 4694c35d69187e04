import type { Cancel } from '../cluster/clock.ts';
import type { Cluster } from '../cluster/port.ts';
import type { MetricSignal, ScenarioSignals } from '../scenario/model.ts';
import { externalMetric } from '../signals/external-metric.ts';
import { jetStreamQueue } from '../signals/jetstream-queue.ts';
import { podsMetric } from '../signals/pods-metric.ts';
import { prometheusQuery } from '../signals/prometheus-query.ts';
import { resourceMetric } from '../signals/resource-metric.ts';
import { startSamplers } from '../signals/sampler.ts';
import type { Signal } from '../signals/signal.ts';
import type { Recorder } from './recorder.ts';

/** Samples the signals a scenario names, each a source of its own. The one cancel ends all. */
export function startScenarioSignals(cluster: Cluster, scenarioSignals: ScenarioSignals, recorder: Recorder): Cancel {
  const signals = signalsOf(scenarioSignals);
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
export function signalsOf({ queue, metrics, throttling }: ScenarioSignals): readonly Signal[] {
  return [
    ...(queue ? [jetStreamQueue(queue)] : []),
    ...metrics.map(metricSignal),
    ...(throttling ? [prometheusQuery(throttling)] : []),
  ];
}

function metricSignal(metric: MetricSignal): Signal {
  switch (metric.kind) {
    case 'custom':
      return podsMetric(metric);
    case 'external':
      return externalMetric(metric);
    case 'resource':
      return resourceMetric(metric);
    case 'prometheus':
      return prometheusQuery(metric);
  }
}
