import type { MetricSignal, PrometheusSignal, ScenarioSignals } from '../../scenario/model.ts';
import type { NamespaceObjects } from '../../session/discovery/namespace-objects.ts';

/** What of a namespace's signals an embedded cluster can play, and what it cannot. */
export interface PlayableSignals {
  readonly signals: ScenarioSignals;
  /** Every query that a signal or a trigger asks, once each. */
  readonly queries: readonly string[];
  /** Where they are asked; absent without any signal of Prometheus. */
  readonly prometheus?: { readonly namespace: string; readonly service: string; readonly port: number };
  /** Metrics of pods, by name. */
  readonly podsMetrics: readonly string[];
  /** Metrics of `external.metrics.k8s.io` that no ScaledObject brings along. */
  readonly externalMetrics: readonly string[];
  /** Titles of those that were left out. */
  readonly leftOut: readonly string[];
}

/** @param signals as they were found */
export function playableSignals(signals: ScenarioSignals, objects: NamespaceObjects): PlayableSignals {
  const prometheus = signals.metrics.find((metric) => metric.kind === 'prometheus');
  const place = prometheus && placeOf(prometheus);
  const isPlayable = (metric: MetricSignal) => {
    if (metric.kind === 'prometheus') return placeOf(metric)?.service === place?.service;
    // A scenario names the labels of an external metric: without any it would sum what belongs to others.
    if (metric.kind === 'external') return metric.selector !== '';
    return metric.kind !== 'custom' || 'podSelector' in metric;
  };
  const metrics = signals.metrics.filter(isPlayable).map(written);
  return {
    signals: { ...signals, metrics },
    queries: [...new Set([...metrics.flatMap(queryOf), ...triggerQueries(objects)])],
    ...(place && { prometheus: place }),
    podsMetrics: podsMetricsOf(objects),
    externalMetrics: externalMetricsOf(objects),
    leftOut: signals.metrics.filter((metric) => !isPlayable(metric)).map(({ title }) => title),
  };
}

/** With an id and a unit as a scenario file takes them: metrics may have dots and colons in their names, and tell no unit. */
function written(metric: MetricSignal): MetricSignal {
  const id = metric.id.replaceAll(/[^\w-]/g, '-').replace(/^(?![A-Za-z])/, 'metric-');
  return { ...metric, id, unit: metric.unit === '' ? 'units' : metric.unit };
}

function placeOf(signal: PrometheusSignal): PlayableSignals['prometheus'] {
  if (!('service' in signal)) return undefined;
  const { namespace, service, port } = signal;
  return { namespace, service, port };
}

function queryOf(metric: MetricSignal): readonly string[] {
  return metric.kind === 'prometheus' ? [metric.query] : [];
}

function triggerQueries({ scaledObjects }: NamespaceObjects): readonly string[] {
  return scaledObjects
    .flatMap(({ spec }) => spec.triggers)
    .flatMap(({ type, metadata }) => (type === 'prometheus' && metadata.query !== undefined ? [metadata.query] : []));
}

function podsMetricsOf({ hpas }: NamespaceObjects): readonly string[] {
  const metrics = hpas.flatMap(({ spec }) => spec.metrics ?? []);
  return [...new Set(metrics.flatMap((metric) => (metric.type === 'Pods' ? [metric.pods.metric.name] : [])))];
}

function externalMetricsOf({ hpas }: NamespaceObjects): readonly string[] {
  const byHand = hpas.filter(({ metadata }) => !metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject'));
  const metrics = byHand.flatMap(({ spec }) => spec.metrics ?? []);
  return [...new Set(metrics.flatMap((metric) => (metric.type === 'External' ? [metric.external.metric.name] : [])))];
}
