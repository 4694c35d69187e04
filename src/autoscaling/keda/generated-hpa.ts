import type { HorizontalPodAutoscaler, HPABehavior, LabelSelector, MetricSpec, ScaledObject } from '../objects.ts';
import { milliQuantity } from './metric-quantity.ts';
import { pauseState } from './pause.ts';
import { kedaKeys, scaledObjectSettings, usesScalingModifiers } from './settings.ts';
import { type ResourceTrigger, triggerMetrics } from './trigger-metrics.ts';

/** Version KEDA writes into `app.kubernetes.io/version`; the rules here are those of this release. */
export const kedaVersion = '2.20.1';

/** Name of the metric that stands for a formula over all external ones. */
export const compositeMetricName = 'composite-metric';

/**
 * The HPA that KEDA's operator creates for a ScaledObject and keeps like this. It carries no status; the API server's defaults are
 * not filled in. @throws TriggerError where a trigger cannot be turned into a metric.
 */
export function generatedHpa(scaledObject: ScaledObject): HorizontalPodAutoscaler {
  const { metadata } = scaledObject;
  const settings = scaledObjectSettings(scaledObject);
  const behavior = hpaBehavior(scaledObject);
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name: settings.hpaName,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels: hpaLabels(scaledObject, settings.hpaName),
      annotations: { ...metadata.annotations },
      ownerReferences: [
        {
          apiVersion: scaledObject.apiVersion,
          kind: scaledObject.kind,
          name: metadata.name,
          uid: metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      minReplicas: settings.hpaMinReplicas,
      maxReplicas: settings.maxReplicas,
      scaleTargetRef: settings.target,
      metrics: hpaMetrics(scaledObject),
      ...(behavior === undefined ? {} : { behavior }),
    },
  };
}

/** The selector every external metric of a ScaledObject is queried with. */
export function externalMetricSelector(scaledObject: ScaledObject): LabelSelector {
  return { matchLabels: { [kedaKeys.ownerLabel]: scaledObject.metadata.name } };
}

/** Metrics of the generated HPA: sorted by type as text, triggers of one type in their order. @throws TriggerError */
export function hpaMetrics(scaledObject: ScaledObject): readonly MetricSpec[] {
  const triggers = triggerMetrics(scaledObject);
  const resource = triggers.filter((each) => each.kind === 'resource').map(resourceMetric);
  const external = triggers.filter((each) => each.kind === 'external');
  const selector = externalMetricSelector(scaledObject);
  const externalSpecs = usesScalingModifiers(scaledObject)
    ? [compositeMetric(scaledObject, selector)]
    : external.map((each) => externalMetric(each.metricName, each.metricType, milliQuantity(each.target), selector));
  // Resource and ContainerResource are the only others, so External sits between them.
  return [
    ...resource.filter((metric) => metric.type === 'ContainerResource'),
    ...externalSpecs,
    ...resource.filter((metric) => metric.type === 'Resource'),
  ];
}

function hpaLabels(scaledObject: ScaledObject, hpaName: string): Readonly<Record<string, string>> {
  const { name, labels, annotations } = scaledObject.metadata;
  const excluded = (annotations?.[kedaKeys.excludedLabels] ?? '').split(',').map((label) => label.trim());
  const own = { ...labels, [kedaKeys.ownerLabel]: name };
  return {
    'app.kubernetes.io/name': hpaName.slice(0, 63),
    'app.kubernetes.io/version': kedaVersion,
    'app.kubernetes.io/part-of': name,
    'app.kubernetes.io/managed-by': 'keda-operator',
    ...Object.fromEntries(Object.entries(own).filter(([key]) => !excluded.includes(key))),
  };
}

/** The user's behavior verbatim; a pause of one direction disables that direction in it. */
function hpaBehavior(scaledObject: ScaledObject): HPABehavior | undefined {
  const behavior = scaledObject.spec.advanced?.horizontalPodAutoscalerConfig?.behavior;
  const { scaleIn, scaleOut } = pauseState(scaledObject);
  if (!scaleIn && !scaleOut) return behavior;
  return {
    ...behavior,
    ...(scaleIn ? { scaleDown: { ...behavior?.scaleDown, selectPolicy: 'Disabled' } } : {}),
    ...(scaleOut ? { scaleUp: { ...behavior?.scaleUp, selectPolicy: 'Disabled' } } : {}),
  };
}

function resourceMetric({ resource: name, container, metricType, value }: ResourceTrigger): MetricSpec {
  const target =
    metricType === 'Utilization'
      ? ({ type: 'Utilization', averageUtilization: Number(value) } as const)
      : ({ type: 'AverageValue', averageValue: value } as const);
  return container === undefined
    ? { type: 'Resource', resource: { name, target } }
    : { type: 'ContainerResource', containerResource: { name, container, target } };
}

function compositeMetric(scaledObject: ScaledObject, selector: LabelSelector): MetricSpec {
  const { target = '', metricType } = scaledObject.spec.advanced?.scalingModifiers ?? {};
  return externalMetric(compositeMetricName, metricType ?? 'AverageValue', milliQuantity(Number(target)), selector);
}

function externalMetric(
  name: string,
  type: 'AverageValue' | 'Value',
  quantity: string,
  selector: LabelSelector,
): MetricSpec {
  const target = type === 'AverageValue' ? { type, averageValue: quantity } : { type, value: quantity };
  return { type: 'External', external: { metric: { name, selector }, target } };
}
