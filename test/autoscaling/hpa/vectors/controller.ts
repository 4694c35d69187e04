import { expect } from 'vitest';
import type { HpaEvaluation, ScaleSubresource } from '../../../../src/autoscaling/hpa/contract.ts';
import { evaluate } from '../../../../src/autoscaling/hpa/evaluate.ts';
import { fetchPods, fetchResource } from '../../../../src/autoscaling/hpa/metrics-client.ts';
import type { HorizontalPodAutoscaler } from '../../../../src/autoscaling/objects.ts';
import { epochMs, formatTime } from '../../../../src/autoscaling/units.ts';
import type { VectorRecommendation } from './case-parts.ts';
import type { ControllerCase, MetricCall, VectorStatus } from './controller-cases.ts';
import { failureOf, timeText, toPod, toPodValues, toScaleEvents, upstreamTestOptions } from './inputs.ts';
import { RecordedMetrics, RecordedScale } from './recorded-apis.ts';

/** One whole pass, compared in everything upstream asserts and everything recorded of the real controller. */
export function checkController(vector: ControllerCase): void {
  const { expected, observed, now } = vector;
  const metrics = new RecordedMetrics(vector);
  const scale = new RecordedScale(vector);
  const decision = evaluate({ ...inputOf(vector), metrics, writeScale: (replicas) => scale.write(replicas) });

  expect(metrics.calls).toEqual(vector.metricCalls.map(withoutResult));
  for (const call of vector.metricCalls) expectSameAnswer(call, metrics);

  expect(scale.writes).toEqual(observed.scaleWrites);
  const scaled = decision.events.some(({ reason }) => reason === 'SuccessfulRescale');
  expect(scaled).toBe(expected.scaleUpdated);
  expect(decision.desired).toBe(expected.desiredReplicas);
  const change = scaled && decision.current !== null ? decision.desired - decision.current : 0;
  expect(change > 0 ? 'scale_up' : change < 0 ? 'scale_down' : 'none').toBe(expected.reconcileAction);

  expect(decision.error === undefined ? 'none' : 'internal').toBe(expected.reconcileErrorClass);
  expect(comparable(decision.error)).toEqual(comparable(observed.error ?? undefined));
  expect(decision.events.map(comparableEvent)).toEqual(observed.events.map(comparableEvent));

  if (expected.conditions) {
    expect(decision.conditions.map(({ type, status, reason }) => ({ type, status, reason }))).toEqual(
      expected.conditions,
    );
  }
  expect(decision.status !== null).toBe(expected.statusWritten);
  expectStatus(decision.status, vector);
  if (expected.cpuUtilizationPercent !== undefined && decision.status) {
    const [first] = decision.metrics;
    expect(first?.utilization).toBe(expected.cpuUtilizationPercent);
  }

  expect(decision.history.recommendations ?? null).toEqual(logOf(observed.recommendationsAfter));
  expect(decision.history.scaleUpEvents).toEqual(toScaleEvents(observed.scaleUpEventsAfter));
  expect(decision.history.scaleDownEvents).toEqual(toScaleEvents(observed.scaleDownEventsAfter));
  expect(decision.at).toBe(now);
}

function inputOf(vector: ControllerCase): Omit<HpaEvaluation, 'metrics' | 'writeScale'> {
  const { controller, featureGates, recommendationsBefore, scaleUpEventsBefore, scaleDownEventsBefore } = vector;
  const recommendations = logOf(recommendationsBefore);
  return {
    now: epochMs(vector.now),
    options: {
      ...upstreamTestOptions,
      tolerance: controller.tolerance,
      downscaleStabilizationSeconds: controller.downscaleStabilizationSeconds,
      cpuInitializationPeriodSeconds: controller.cpuInitializationPeriodMs / 1000,
      initialReadinessDelaySeconds: controller.initialReadinessDelayMs / 1000,
      scaleToZero: featureGates.HPAScaleToZero,
      configurableTolerance: featureGates.HPAConfigurableTolerance,
    },
    hpa: hpaOf(vector),
    scale: scaleOf(vector),
    pods: vector.pods.map(toPod),
    otherHpas: vector.otherHpaSelectors,
    history: {
      ...(recommendations && { recommendations }),
      scaleUpEvents: toScaleEvents(scaleUpEventsBefore),
      scaleDownEvents: toScaleEvents(scaleDownEventsBefore),
    },
  };
}

function hpaOf({ hpa }: ControllerCase): HorizontalPodAutoscaler {
  const { lastScaleTime } = hpa.status;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: hpa.name, namespace: hpa.namespace },
    spec: hpa.spec,
    status: { ...statusOf(hpa.status), ...(lastScaleTime !== null && { lastScaleTime: timeText(lastScaleTime) }) },
  };
}

function statusOf({ currentReplicas, desiredReplicas, currentMetrics, conditions }: VectorStatus) {
  return {
    currentReplicas,
    desiredReplicas,
    currentMetrics,
    conditions: conditions.map((condition) => ({
      ...condition,
      lastTransitionTime: formatTime(epochMs(condition.lastTransitionTime)),
    })),
  };
}

function scaleOf({ scale }: ControllerCase): ScaleSubresource {
  if (scale.getError !== undefined) return { error: scale.getError };
  const { specReplicas, statusReplicas, selector } = scale;
  return { specReplicas, statusReplicas, selector };
}

function expectStatus(status: unknown, { observed, now, hpa }: ControllerCase): void {
  if (observed.status === null) {
    expect(status).toBeNull();
    return;
  }
  const { lastScaleTimeUpdated } = observed.status;
  const before = hpa.status.lastScaleTime;
  const lastScaleTime = lastScaleTimeUpdated
    ? formatTime(epochMs(now))
    : before === null
      ? undefined
      : timeText(before);
  const written = statusOf(observed.status);
  expect(comparable(status)).toEqual(comparable({ ...written, ...(lastScaleTime !== undefined && { lastScaleTime }) }));
}

/** What the controller's client made of a resource or Pods answer, against what the real client made of it. */
function expectSameAnswer(call: MetricCall, metrics: RecordedMetrics): void {
  if (call.kind !== 'resource' && call.kind !== 'pods') return;
  const read = () =>
    call.kind === 'resource'
      ? fetchResource(metrics, call.resource, call.container ?? undefined)
      : fetchPods(metrics, call.metric, undefined);
  if (call.error !== undefined) expect(failureOf(read).message).toBe(call.error);
  else expect(read()).toEqual(toPodValues(call.podValues ?? {}));
}

function withoutResult(call: MetricCall): MetricCall {
  switch (call.kind) {
    case 'resource':
      return { kind: call.kind, resource: call.resource, container: call.container, podSelector: call.podSelector };
    case 'pods':
      return { kind: call.kind, metric: call.metric, podSelector: call.podSelector };
    case 'object':
      return { kind: call.kind, metric: call.metric, object: call.object };
    case 'external':
      return { kind: call.kind, metric: call.metric, metricSelector: call.metricSelector };
    default:
      return call satisfies never;
  }
}

function logOf(recommendations: readonly VectorRecommendation[] | null) {
  return recommendations?.map(({ timestamp, replicas }) => ({ at: epochMs(timestamp), replicas })) ?? null;
}

function comparableEvent({
  type,
  reason,
  message,
}: {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}) {
  return { type, reason, message: comparable(message) };
}

/** Go prints a set of HPAs in random order: sorted here, wherever a text lists one. */
function comparable<T>(value: T): T {
  const text = JSON.stringify(value);
  if (text === undefined) return value;
  const sorted = text.replace(
    /(multiple HPAs: \[)([^\]]*)/g,
    (_, start: string, list: string) => start + list.split(' ').toSorted().join(' '),
  );
  return JSON.parse(sorted) as T;
}
