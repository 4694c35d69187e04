import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from '../../autoscaling/objects.ts';
import { parseMilli } from '../../autoscaling/quantity/milli.ts';
import { conditionSamples } from './condition-samples.ts';
import type { MetricFamily, MetricSample } from './metric-family.ts';

const prefix = 'kube_horizontalpodautoscaler';

/** HPAs as kube-state-metrics shows them (docs/metrics/workload/horizontalpodautoscaler-metrics.md). */
export function hpaMetrics(hpas: readonly HorizontalPodAutoscaler[]): readonly MetricFamily[] {
  const gauge = (
    name: string,
    help: string,
    samplesOf: (hpa: HorizontalPodAutoscaler, labels: Labels) => readonly MetricSample[],
  ): MetricFamily => ({
    name: `${prefix}_${name}`,
    type: 'gauge',
    help,
    samples: hpas.flatMap((hpa) => samplesOf(hpa, labelsOf(hpa))),
  });
  return [
    gauge('info', 'Information about this autoscaler.', ({ spec }, labels) => {
      const { apiVersion = '', kind, name } = spec.scaleTargetRef;
      const target = { scaletargetref_api_version: apiVersion, scaletargetref_kind: kind, scaletargetref_name: name };
      return one({ ...labels, ...target }, 1);
    }),
    gauge(
      'metadata_generation',
      'The generation observed by the HorizontalPodAutoscaler controller.',
      ({ metadata }, labels) => one(labels, metadata.generation),
    ),
    gauge('spec_min_replicas', 'Lower limit for the number of pods.', ({ spec }, labels) =>
      one(labels, spec.minReplicas ?? 1),
    ),
    gauge('spec_max_replicas', 'Upper limit for the number of pods.', ({ spec }, labels) =>
      one(labels, spec.maxReplicas),
    ),
    gauge('spec_target_metric', 'The metric specifications used.', ({ spec }, labels) =>
      (spec.metrics ?? []).flatMap((metric) => metricSamples(labels, ...specTarget(metric))),
    ),
    gauge('status_target_metric', 'The current metric status.', ({ status }, labels) =>
      (status?.currentMetrics ?? []).flatMap((metric) => metricSamples(labels, ...statusTarget(metric))),
    ),
    gauge('status_current_replicas', 'Current number of replicas of pods.', ({ status }, labels) =>
      one(labels, status?.currentReplicas),
    ),
    gauge('status_desired_replicas', 'Desired number of replicas of pods.', ({ status }, labels) =>
      one(labels, status?.desiredReplicas),
    ),
    gauge('status_condition', 'The condition of this autoscaler.', ({ status }, labels) =>
      conditionSamples(labels, status?.conditions),
    ),
  ];
}

type Labels = Readonly<Record<string, string>>;

function labelsOf({ metadata }: HorizontalPodAutoscaler): Labels {
  return { namespace: metadata.namespace ?? '', horizontalpodautoscaler: metadata.name };
}

function one(labels: Labels, value: number | undefined): readonly MetricSample[] {
  return value === undefined ? [] : [{ labels, value }];
}

type Target = Partial<MetricTarget> & MetricValueStatus;

function specTarget(metric: MetricSpec): [name: string, target: Target] {
  switch (metric.type) {
    case 'Resource':
      return [metric.resource.name, metric.resource.target];
    case 'ContainerResource':
      return [metric.containerResource.name, metric.containerResource.target];
    case 'Pods':
      return [metric.pods.metric.name, metric.pods.target];
    case 'Object':
      return [metric.object.metric.name, metric.object.target];
    case 'External':
      return [metric.external.metric.name, metric.external.target];
  }
}

function statusTarget(metric: MetricStatus): [name: string, target: Target] {
  switch (metric.type) {
    case 'Resource':
      return [metric.resource.name, metric.resource.current];
    case 'ContainerResource':
      return [metric.containerResource.name, metric.containerResource.current];
    case 'Pods':
      return [metric.pods.metric.name, metric.pods.current];
    case 'Object':
      return [metric.object.metric.name, metric.object.current];
    case 'External':
      return [metric.external.metric.name, metric.external.current];
    case '':
      return ['', {}];
  }
}

function metricSamples(labels: Labels, name: string, target: Target): readonly MetricSample[] {
  const sample = (kind: string, value: number | undefined): readonly MetricSample[] =>
    value === undefined ? [] : [{ labels: { ...labels, metric_name: name, metric_target_type: kind }, value }];
  return [
    ...sample('value', quantity(target.value)),
    ...sample('utilization', target.averageUtilization),
    ...sample('average', quantity(target.averageValue)),
  ];
}

function quantity(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(parseMilli(text)) / 1000;
}
