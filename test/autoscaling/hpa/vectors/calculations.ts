import { expect } from 'vitest';
import type { MetricsApi } from '../../../../src/autoscaling/hpa/contract.ts';
import { formatUsage, readResource } from '../../../../src/autoscaling/hpa/metric-per-pod.ts';
import {
  externalValues,
  fetchObject,
  podsValues,
  resourceValues,
} from '../../../../src/autoscaling/hpa/metrics-client.ts';
import { groupPods } from '../../../../src/autoscaling/hpa/pods.ts';
import type { Proposal } from '../../../../src/autoscaling/hpa/proposal.ts';
import { proposeAverageValue, proposeUtilization } from '../../../../src/autoscaling/hpa/proposal-resource.ts';
import {
  proposeExternalAverage,
  proposeObjectAverage,
  proposeValue,
  sumExternal,
} from '../../../../src/autoscaling/hpa/proposal-total.ts';
import { usageRatio, utilizationRatio } from '../../../../src/autoscaling/hpa/ratio.ts';
import { calculateRequests } from '../../../../src/autoscaling/hpa/requests.ts';
import { parseMilli } from '../../../../src/autoscaling/quantity/milli.ts';
import { epochMs } from '../../../../src/autoscaling/units.ts';
import type {
  ClientCase,
  GroupCase,
  QuantityCase,
  ReplicaCase,
  RequestsCase,
  UsageRatioCase,
  UtilizationRatioCase,
} from './calculation-cases.ts';
import { bigints, failureOf, toPod, toPodMetrics, toPodValues, upstreamTestOptions } from './inputs.ts';

/** Metrics APIs a case does not use. */
const unusedApi: MetricsApi = { resource: () => [], pods: () => [], object: () => 0n, external: () => [] };

function readinessOf(params: ReplicaCase['params']) {
  return {
    ...upstreamTestOptions,
    cpuInitializationPeriodSeconds: params.cpuInitializationPeriodMs / 1000,
    initialReadinessDelaySeconds: params.initialReadinessDelayMs / 1000,
  };
}

function propose(vector: ReplicaCase): Proposal {
  const pods = vector.pods.map(toPod);
  const tolerance = { down: vector.tolerance.scaleDown, up: vector.tolerance.scaleUp };
  const current = vector.currentReplicas;
  const scene = { now: epochMs(vector.now), options: readinessOf(vector.params), pods, current, tolerance };
  switch (vector.fn) {
    case 'resourceUtilization': {
      const { resource, targetUtilizationPercent } = vector;
      const container = vector.container ?? undefined;
      const api = { ...unusedApi, resource: () => vector.podMetrics.map(toPodMetrics) };
      const values = readResource(api, resource, container);
      return proposeUtilization(scene, values, resource, container, targetUtilizationPercent);
    }
    case 'podsAverageValue':
      return proposeAverageValue(scene, toPodValues(vector.podValues), undefined, BigInt(vector.targetMilli));
    case 'objectValue':
      return proposeValue(pods, current, tolerance, BigInt(vector.valueMilli), BigInt(vector.targetMilli));
    case 'objectAverageValue':
      return proposeObjectAverage(current, tolerance, BigInt(vector.valueMilli), BigInt(vector.targetMilli));
    case 'externalValue': {
      const usage = sumExternal(externalValues(vector.valuesMilli.map(BigInt)));
      return proposeValue(pods, current, tolerance, usage, BigInt(vector.targetMilli));
    }
    case 'externalAverageValue': {
      const usage = sumExternal(externalValues(vector.valuesMilli.map(BigInt)));
      return proposeExternalAverage(current, tolerance, usage, BigInt(vector.targetMilli));
    }
    default:
      return vector satisfies never;
  }
}

export function checkReplicas(vector: ReplicaCase): void {
  const { expected } = vector;
  if (expected.error !== undefined) {
    expect(() => propose(vector)).toThrow(expected.errorContains);
    expect(failureOf(() => propose(vector)).message).toBe(expected.error);
    return;
  }
  const { replicas, usage, utilizationPercent } = propose(vector);
  expect(replicas).toBe(expected.replicas);
  expect(utilizationPercent).toBe(expected.utilizationPercent);
  const milli = expected.averageMilli ?? expected.usageMilli;
  expect(milli === undefined ? undefined : usage).toBe(milli === undefined ? undefined : BigInt(milli));
}

export function checkGroups({ pods, podValues, resource, params, now, expected }: GroupCase): void {
  const groups = groupPods(pods.map(toPod), toPodValues(podValues), resource, readinessOf(params), epochMs(now));
  expect({
    readyPodCount: groups.ready,
    unready: groups.unready.toSorted(),
    missing: groups.missing.toSorted(),
    ignored: groups.ignored.toSorted(),
  }).toEqual(expected);
}

export function checkRequests(vector: RequestsCase): void {
  const { pods, resource, container, podLevelResources, expected } = vector;
  const calculate = () => calculateRequests(pods.map(toPod), resource, container ?? undefined, podLevelResources);
  if (expected.error !== undefined) expect(failureOf(calculate).message).toBe(expected.error);
  else expect(calculate()).toEqual(bigints(expected.requestsMilli));
}

export function checkUtilizationRatio(vector: UtilizationRatioCase): void {
  const { podValuesMilli, requestsMilli, targetUtilizationPercent, expected } = vector;
  const calculate = () => utilizationRatio(bigints(podValuesMilli), bigints(requestsMilli), targetUtilizationPercent);
  if (expected.errorContains !== undefined) {
    expect(calculate).toThrow(expected.errorContains);
    return;
  }
  const { ratio, utilizationPercent, averageMilli } = expected;
  expect(calculate()).toEqual({ ratio, utilizationPercent, average: BigInt(averageMilli) });
}

export function checkUsageRatio({ podValuesMilli, targetMilli, expected }: UsageRatioCase): void {
  const { ratio, averageMilli } = expected;
  expect(usageRatio(bigints(podValuesMilli), BigInt(targetMilli))).toEqual({ ratio, average: BigInt(averageMilli) });
}

export function checkClient(vector: ClientCase): void {
  const { expected } = vector;
  if (expected.error !== undefined) {
    expect(failureOf(() => readThrough(vector)).message).toBe(expected.error);
    return;
  }
  const answer = readThrough(vector);
  if ('pods' in expected) expect(answer).toEqual(toPodValues(expected.pods));
  else if ('valuesMilli' in expected) expect(answer).toEqual(expected.valuesMilli.map(BigInt));
  else expect(answer).toBe(BigInt(expected.valueMilli));
}

function readThrough(vector: ClientCase): unknown {
  switch (vector.fn) {
    case 'resource':
      return resourceValues(vector.podMetrics.map(toPodMetrics), vector.resource, vector.container ?? undefined);
    case 'pods':
      return podsValues(
        vector.items.map(({ pod, valueMilli, timestamp, windowSeconds }) => ({
          pod,
          value: BigInt(valueMilli),
          timestamp: epochMs(timestamp),
          ...(windowSeconds !== null && { windowMs: windowSeconds * 1000 }),
        })),
      );
    case 'external':
      return externalValues(vector.items.map(({ valueMilli }) => BigInt(valueMilli)));
    case 'object': {
      const [item] = vector.items;
      const api = { ...unusedApi, object: () => BigInt(item?.valueMilli ?? 0) };
      return fetchObject(api, 'queue-length', { kind: 'Service', name: 'my-svc' }, undefined);
    }
    default:
      return vector satisfies never;
  }
}

export function checkQuantity({ resource, rawMilli, expected }: QuantityCase): void {
  const printed = formatUsage(BigInt(rawMilli), resource);
  expect(printed).toBe(expected.string);
  expect(parseMilli(printed)).toBe(BigInt(expected.milliValue));
}
