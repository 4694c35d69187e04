import { expect } from 'vitest';
import type { DecisionDocument } from '../../../src/autoscaling/evaluation/decision-document.ts';
import { formatMilli } from '../../../src/autoscaling/quantity/milli.ts';
import type { ReplicaCase } from '../hpa/vectors/calculation-cases.ts';
import type { VectorRecommendation, VectorScaleEvent } from '../hpa/vectors/case-parts.ts';
import type { ControllerCase } from '../hpa/vectors/controller-cases.ts';
import { timeText } from '../hpa/vectors/inputs.ts';
import { statusDocument } from './vector-documents.ts';

/** The proposal of the case's metric against what the replica calculator returns. */
export function expectProposal({ expected, fn }: ReplicaCase, decision: DecisionDocument): void {
  const [metric] = decision.metrics;
  expect(decision.metrics).toHaveLength(1);
  if (expected.error !== undefined) {
    expect(metric?.error).toContain(expected.error);
    expect(metric?.proposed).toBeNull();
    return;
  }
  expect(metric?.error).toBeUndefined();
  expect(metric?.proposed).toBe(expected.replicas);
  expect(metric?.utilization).toBe(expected.utilizationPercent);
  const usage = expected.averageMilli ?? expected.usageMilli;
  // Of a utilization upstream's table has the average only where it asserts it.
  if (usage !== undefined) expect(metric?.usage).toBe(formatMilli(BigInt(usage)));
  else expect(fn).toBe('resourceUtilization');
}

/** A whole decision against what upstream's table asserts and what the real controller did. */
export function expectDecision(vector: ControllerCase, decision: DecisionDocument): void {
  const { expected, observed } = vector;
  expect(decision.desired).toBe(expected.desiredReplicas);
  if (expected.conditions !== undefined) {
    const reasons = decision.conditions.map(({ type, status, reason }) => ({ type, status, reason }));
    expect(reasons).toEqual(expected.conditions);
  }
  expect(decision.status !== null).toBe(expected.statusWritten);
  if (observed.status !== null && decision.status !== null) {
    const { lastScaleTime, ...status } = decision.status;
    expect(comparable(status)).toEqual(comparable(statusDocument(observed.status)));
    expect(lastScaleTime === timeText(vector.now).replace('.000Z', 'Z')).toBe(observed.status.lastScaleTimeUpdated);
  }
  expect(comparable(decision.events)).toEqual(comparable(observed.events));
  if (expected.cpuUtilizationPercent !== undefined && decision.status !== null) {
    expect(decision.metrics[0]?.utilization).toBe(expected.cpuUtilizationPercent);
  }
  expect(decision.history).toEqual({
    ...(observed.recommendationsAfter !== null && { recommendations: logOf(observed.recommendationsAfter) }),
    scaleUpEvents: eventsOf(observed.scaleUpEventsAfter),
    scaleDownEvents: eventsOf(observed.scaleDownEventsAfter),
  });
}

function logOf(recommendations: readonly VectorRecommendation[]) {
  return recommendations.map(({ timestamp, replicas }) => ({ at: secondsText(timestamp), replicas }));
}

function eventsOf(events: readonly VectorScaleEvent[]) {
  return events.map(({ timestamp, replicaChange: change, outdated }) => ({
    at: secondsText(timestamp),
    change,
    ...(outdated && { outdated }),
  }));
}

function secondsText(timestamp: number): string {
  return timeText(timestamp).replace('.000Z', 'Z');
}

/** Go prints a set of HPAs in random order: sorted here, wherever a text lists one. Events' own fields only. */
function comparable(value: unknown): unknown {
  const sorted = JSON.stringify(value).replace(
    /(multiple HPAs: \[)([^\]]*)/g,
    (_, start: string, list: string) => start + list.split(' ').toSorted().join(' '),
  );
  return JSON.parse(sorted);
}
