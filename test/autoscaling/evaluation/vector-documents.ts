import type { MetricSpec, MetricTarget } from '../../../src/autoscaling/objects.ts';
import type { ReplicaCase } from '../hpa/vectors/calculation-cases.ts';
import type { Milli, Params, VectorPodMetrics, VectorPodValues } from '../hpa/vectors/case-parts.ts';
import type { ControllerCase, VectorStatus } from '../hpa/vectors/controller-cases.ts';
import { timeText, toPod, toScaleEvents } from '../hpa/vectors/inputs.ts';

/** What a case of the replica calculator is measured for: its only metric. */
const measured = 'metric';
const object = { kind: 'Service', name: 'web' };
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

/**
 * A case of the replica calculator as an evaluation document: an HPA whose bounds are out of the way, whose tolerances are the case's, and
 * whose one metric is the case's. What the calculator returns is what that metric proposes.
 */
export function replicaDocument(vector: ReplicaCase) {
  const { tolerance, currentReplicas } = vector;
  return {
    now: timeText(vector.now),
    controller: controllerOf(vector.params),
    hpa: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        scaleTargetRef: target,
        minReplicas: 1,
        maxReplicas: 2 ** 31 - 1,
        metrics: [metricOf(vector)],
        behavior: {
          scaleUp: { tolerance: String(tolerance.scaleUp) },
          scaleDown: { tolerance: String(tolerance.scaleDown) },
        },
      },
    },
    scale: { specReplicas: currentReplicas, statusReplicas: currentReplicas, selector: 'name=test-pod' },
    pods: vector.pods.map(toPod),
    metrics: measurementsOf(vector),
  };
}

/** A case of the controller as an evaluation document. The metrics APIs answer what the real controller was answered. */
export function controllerDocument(vector: ControllerCase) {
  const { controller, featureGates, scale, hpa, metricCalls, podMetrics, podMetricsError } = vector;
  const { lastScaleTime, ...status } = hpa.status;
  const errors = metricCalls.flatMap((call) => {
    const metric = call.kind === 'resource' ? call.resource : call.metric;
    return call.error === undefined || call.kind === 'resource' ? [] : [{ metric, message: call.error }];
  });
  if (podMetricsError !== undefined) errors.push({ metric: 'cpu', message: podMetricsError });
  return {
    now: timeText(vector.now),
    controller: {
      ...controllerOf(controller),
      tolerance: controller.tolerance,
      downscaleStabilizationSeconds: controller.downscaleStabilizationSeconds,
      profile: 'upstream',
      featureGates,
    },
    hpa: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: hpa.name, namespace: hpa.namespace },
      spec: hpa.spec,
      status: { ...statusDocument(status), lastScaleTime: lastScaleTime === null ? null : timeText(lastScaleTime) },
    },
    scale: scaleDocument(scale),
    pods: vector.pods.map(toPod),
    metrics: {
      resource: (podMetrics ?? []).flatMap(usageDocuments),
      pods: metricCalls.flatMap((call) =>
        call.kind === 'pods' ? podValueDocuments(call.metric, call.podValues ?? {}) : [],
      ),
      object: metricCalls.flatMap((call) =>
        call.kind === 'object' && call.valueMilli !== undefined
          ? [{ metric: call.metric, kind: call.object.kind, name: call.object.name, value: milli(call.valueMilli) }]
          : [],
      ),
      external: metricCalls.flatMap((call) =>
        call.kind === 'external'
          ? (call.valuesMilli ?? []).map((value) => ({ metric: call.metric, value: milli(value) }))
          : [],
      ),
      errors,
    },
    history: historyOf(vector),
    otherHpas: vector.otherHpaSelectors,
  };
}

/** A status of a case as the API would return it. */
export function statusDocument({ currentReplicas, desiredReplicas, currentMetrics, conditions }: VectorStatus) {
  return {
    currentReplicas,
    desiredReplicas,
    currentMetrics,
    conditions: conditions.map((condition) => ({
      ...condition,
      lastTransitionTime: timeText(condition.lastTransitionTime).replace('.000Z', 'Z'),
    })),
  };
}

function scaleDocument(scale: ControllerCase['scale']) {
  if (scale.getError !== undefined) return { error: scale.getError };
  const { specReplicas, statusReplicas, selector, updateError } = scale;
  return { specReplicas, statusReplicas, selector, ...(updateError !== undefined && { writeError: updateError }) };
}

function historyOf({ recommendationsBefore, scaleUpEventsBefore, scaleDownEventsBefore }: ControllerCase) {
  const events = (list: ControllerCase['scaleUpEventsBefore']) =>
    toScaleEvents(list).map((event) => ({ ...event, at: timeText(event.at) }));
  return {
    ...(recommendationsBefore !== null && {
      recommendations: recommendationsBefore.map(({ timestamp, replicas }) => ({ at: timeText(timestamp), replicas })),
    }),
    scaleUpEvents: events(scaleUpEventsBefore),
    scaleDownEvents: events(scaleDownEventsBefore),
  };
}

function controllerOf({ cpuInitializationPeriodMs, initialReadinessDelayMs }: Params) {
  return {
    cpuInitializationPeriodSeconds: cpuInitializationPeriodMs / 1000,
    initialReadinessDelaySeconds: initialReadinessDelayMs / 1000,
  };
}

function metricOf(vector: ReplicaCase): MetricSpec {
  switch (vector.fn) {
    case 'resourceUtilization': {
      const aim: MetricTarget = { type: 'Utilization', averageUtilization: vector.targetUtilizationPercent };
      const { resource: name, container } = vector;
      return container === null
        ? { type: 'Resource', resource: { name, target: aim } }
        : { type: 'ContainerResource', containerResource: { name, container, target: aim } };
    }
    case 'podsAverageValue':
      return { type: 'Pods', pods: { metric: { name: measured }, target: averageOf(vector.targetMilli) } };
    case 'objectValue':
    case 'objectAverageValue': {
      const aim = vector.fn === 'objectValue' ? totalOf(vector.targetMilli) : averageOf(vector.targetMilli);
      return { type: 'Object', object: { describedObject: object, metric: { name: measured }, target: aim } };
    }
    case 'externalValue':
    case 'externalAverageValue': {
      const aim = vector.fn === 'externalValue' ? totalOf(vector.targetMilli) : averageOf(vector.targetMilli);
      return { type: 'External', external: { metric: { name: measured }, target: aim } };
    }
    default:
      return vector satisfies never;
  }
}

function measurementsOf(vector: ReplicaCase) {
  switch (vector.fn) {
    case 'resourceUtilization':
      return { resource: vector.podMetrics.flatMap(usageDocuments) };
    case 'podsAverageValue':
      return { pods: podValueDocuments(measured, vector.podValues) };
    case 'objectValue':
    case 'objectAverageValue':
      return { object: [{ metric: measured, ...object, value: milli(vector.valueMilli) }] };
    case 'externalValue':
    case 'externalAverageValue':
      return { external: vector.valuesMilli.map((value) => ({ metric: measured, value: milli(value) })) };
    default:
      return vector satisfies never;
  }
}

function usageDocuments({ pod, timestamp, windowMs, containers }: VectorPodMetrics) {
  return containers.flatMap(({ name: container, usageMilli }) =>
    Object.entries(usageMilli).map(([name, value]) => ({
      pod,
      container,
      name,
      value: milli(value),
      timestamp: timeText(timestamp),
      windowSeconds: windowMs / 1000,
    })),
  );
}

function podValueDocuments(metric: string, values: VectorPodValues) {
  return Object.entries(values).map(([pod, { valueMilli, timestamp, windowMs }]) => ({
    metric,
    pod,
    value: milli(valueMilli),
    timestamp: timeText(timestamp),
    windowSeconds: windowMs / 1000,
  }));
}

function averageOf(targetMilli: Milli): MetricTarget {
  return { type: 'AverageValue', averageValue: milli(targetMilli) };
}

function totalOf(targetMilli: Milli): MetricTarget {
  return { type: 'Value', value: milli(targetMilli) };
}

function milli(value: Milli): string {
  return `${value}m`;
}
