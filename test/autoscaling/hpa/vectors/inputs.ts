import type { HpaControllerOptions, PodMetrics, ScaleEvent } from '../../../../src/autoscaling/hpa/contract.ts';
import type { PodValues } from '../../../../src/autoscaling/hpa/metrics-client.ts';
import type { Container, Pod, ResourceList } from '../../../../src/autoscaling/objects.ts';
import { epochMs } from '../../../../src/autoscaling/units.ts';
import type {
  Milli,
  VectorContainer,
  VectorPod,
  VectorPodMetrics,
  VectorPodValues,
  VectorScaleEvent,
} from './case-parts.ts';

/** A controller with the flags of the upstream tests. */
export const upstreamTestOptions: HpaControllerOptions = {
  tolerance: 0.1,
  cpuInitializationPeriodSeconds: 120,
  initialReadinessDelaySeconds: 10,
  downscaleStabilizationSeconds: 300,
  profile: 'upstream',
  scaleToZero: false,
  configurableTolerance: true,
  podLevelResources: true,
};

export function bigints(values: Readonly<Record<string, Milli>>): Map<string, bigint> {
  return new Map(Object.entries(values).map(([name, value]) => [name, BigInt(value)]));
}

/** A case's pod as the API would return it. */
export function toPod(pod: VectorPod): Pod {
  const { name, labels, phase, ready, startTime } = pod;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...(labels && { labels }), ...(pod.deleted && { deletionTimestamp: timeText(0) }) },
    spec: {
      containers: (pod.containers ?? []).map(toContainer),
      ...(pod.initContainers && { initContainers: pod.initContainers.map(toContainer) }),
      ...(pod.podRequestsMilli && { resources: { requests: toRequests(pod.podRequestsMilli) } }),
    },
    status: {
      phase,
      ...(startTime !== null && { startTime: timeText(startTime) }),
      ...(ready && {
        conditions: [{ type: 'Ready', status: ready.status, lastTransitionTime: timeText(ready.lastTransitionTime) }],
      }),
    },
  };
}

export function toPodMetrics({ pod, timestamp, windowMs, containers }: VectorPodMetrics): PodMetrics {
  return {
    pod,
    timestamp: epochMs(timestamp),
    windowMs,
    containers: containers.map(({ name, usageMilli }) => ({ name, usage: Object.fromEntries(bigints(usageMilli)) })),
  };
}

export function toPodValues(values: VectorPodValues): PodValues {
  return new Map(
    Object.entries(values).map(([pod, { valueMilli, timestamp, windowMs }]) => [
      pod,
      { value: BigInt(valueMilli), timestamp: epochMs(timestamp), windowMs },
    ]),
  );
}

export function toScaleEvents(events: readonly VectorScaleEvent[]): readonly ScaleEvent[] {
  return events.map(({ replicaChange, timestamp, outdated }) => ({
    at: epochMs(timestamp),
    change: replicaChange,
    ...(outdated && { outdated }),
  }));
}

export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function toContainer({ name, requestsMilli, restartPolicy }: VectorContainer): Container {
  return { name, resources: { requests: toRequests(requestsMilli) }, ...(restartPolicy && { restartPolicy }) };
}

function toRequests(milli: Readonly<Record<string, Milli>>): ResourceList {
  return Object.fromEntries(Object.entries(milli).map(([name, value]) => [name, `${value}m`]));
}

/** The error an act ends with. */
export function failureOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('expected it to fail');
}
