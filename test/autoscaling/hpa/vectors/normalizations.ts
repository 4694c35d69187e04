import { expect } from 'vitest';
import type { Recommendation } from '../../../../src/autoscaling/hpa/contract.ts';
import { behaviorWithDefaults } from '../../../../src/autoscaling/hpa/defaults.ts';
import { limitByBehavior, stabilizeBehavior } from '../../../../src/autoscaling/hpa/normalize-behavior.ts';
import { clampLegacy, stabilizeLegacy } from '../../../../src/autoscaling/hpa/normalize-legacy.ts';
import { changeWithin, scaleDownLimit, scaleUpLimit } from '../../../../src/autoscaling/hpa/rates.ts';
import { storeScaleEvent } from '../../../../src/autoscaling/hpa/scale-events.ts';
import { ableToScale, scalingLimited } from '../../../../src/autoscaling/hpa/texts.ts';
import type { HPABehavior, HPAScalingRules } from '../../../../src/autoscaling/objects.ts';
import { epochMs } from '../../../../src/autoscaling/units.ts';
import type { VectorRecommendation } from './case-parts.ts';
import { toScaleEvents } from './inputs.ts';
import type {
  BehaviorStabilizationCase,
  ClampCase,
  LegacyStabilizationCase,
  RateCase,
  ScaleLimitCase,
  StoreEventsCase,
} from './normalization-cases.ts';

export function checkClamp(vector: ClampCase): void {
  const { currentReplicas, desiredReplicas, params, expected, observed, observedAtProductionFactor2 } = vector;
  const rate = { factor: params.scaleUpLimitFactor, minimum: params.scaleUpLimitMinimum };
  const upstream = clampLegacy(currentReplicas, desiredReplicas, vector, rate);
  expect(upstream).toEqual(expected);
  expect(scalingLimited(upstream.reason).message).toBe(observed.message);

  const production = clampLegacy(currentReplicas, desiredReplicas, vector);
  expect({ ...production, message: scalingLimited(production.reason).message }).toEqual(observedAtProductionFactor2);
}

export function checkLegacyStabilization(vector: LegacyStabilizationCase): void {
  const { recommendations, desiredReplicas, windowSeconds, now, expected, observed } = vector;
  const { replicas, log } = stabilizeLegacy(toLog(recommendations), desiredReplicas, windowSeconds, epochMs(now));
  expect(replicas).toBe(expected.replicas);
  expect(log).toHaveLength(expected.logLength);
  expect(log).toEqual(toLog(observed.recommendationsAfter));
}

export function checkBehaviorStabilization(vector: BehaviorStabilizationCase): void {
  const { recommendations, currentReplicas, desiredReplicas, now, expected, observed } = vector;
  const windows = {
    upSeconds: vector.scaleUpStabilizationWindowSeconds,
    downSeconds: vector.scaleDownStabilizationWindowSeconds,
  };
  const log = toLog(recommendations);
  const stabilized = stabilizeBehavior(log, currentReplicas, desiredReplicas, windows, epochMs(now));
  expect(stabilized.replicas).toBe(expected.replicas);
  expect(stabilized.log).toEqual(toLog(observed.recommendationsAfter));
  if (expected.recommendationsAfter) {
    expect(stabilized.log.map((entry) => entry.replicas)).toEqual(expected.recommendationsAfter);
  }
  // Upstream names the direction even where stabilization changed nothing.
  const { reason, message } =
    desiredReplicas >= currentReplicas ? ableToScale.upStabilized : ableToScale.downStabilized;
  expect({ reason, message }).toEqual({ reason: observed.reason, message: observed.message });
}

export function checkRate(vector: RateCase): void {
  const { now, currentReplicas, desiredReplicas, minReplicas, maxReplicas, expected, observed } = vector;
  const behavior = behaviorWithDefaults(behaviorOf(vector.userScaleUpRules, vector.userScaleDownRules));
  expect(behavior).toEqual({ scaleUp: vector.scaleUp, scaleDown: vector.scaleDown });

  const events = { up: toScaleEvents(vector.scaleUpEvents), down: toScaleEvents(vector.scaleDownEvents) };
  const limits = { current: currentReplicas, minReplicas, maxReplicas, behavior, events };
  const { replicas, reason } = limitByBehavior(desiredReplicas, limits, epochMs(now));
  expect({ replicas, reason }).toEqual(expected);
  expect(scalingLimited(reason).message).toBe(observed.message);
}

export function checkScaleLimit(vector: ScaleLimitCase): void {
  const { direction, rules, currentReplicas, now, expected } = vector;
  const { scaleUp, scaleDown } = behaviorWithDefaults({ scaleUp: rules, scaleDown: rules });
  const events = { up: toScaleEvents(vector.scaleUpEvents), down: toScaleEvents(vector.scaleDownEvents) };
  const limit =
    direction === 'up'
      ? scaleUpLimit(currentReplicas, scaleUp, events, epochMs(now))
      : scaleDownLimit(currentReplicas, scaleDown, events, epochMs(now));
  expect(limit.replicas).toBe(expected.limit);
}

export function checkStoreEvents(vector: StoreEventsCase): void {
  const { direction, rules, prevReplicas, newReplicas, changePeriodSeconds, now, expected } = vector;
  const before = toScaleEvents(vector.eventsBefore);
  expect(changeWithin(before, changePeriodSeconds, epochMs(now))).toBe(expected.replicasChangeInPeriodBefore);

  const after = rules === null ? before : stored(direction, rules);
  expect(after.map(({ change, outdated = false }) => ({ replicaChange: change, outdated }))).toEqual(
    expected.eventsAfter,
  );

  function stored(towards: 'up' | 'down', written: HPAScalingRules) {
    const { scaleUp, scaleDown } = behaviorWithDefaults({ scaleUp: written, scaleDown: written });
    const change = Math.abs(newReplicas - prevReplicas);
    return storeScaleEvent(before, towards === 'up' ? scaleUp : scaleDown, change, epochMs(now));
  }
}

function behaviorOf(scaleUp: HPAScalingRules | null, scaleDown: HPAScalingRules | null): HPABehavior {
  return { ...(scaleUp && { scaleUp }), ...(scaleDown && { scaleDown }) };
}

function toLog(recommendations: readonly VectorRecommendation[]): readonly Recommendation[] {
  return recommendations.map(({ timestamp, replicas }) => ({ at: epochMs(timestamp), replicas }));
}
