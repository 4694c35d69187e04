import type { ScaledObject } from '../objects.ts';
import { usesScalingModifiers } from './settings.ts';

/** One external trigger's answer in a round of queries, fallback applied. */
export type TriggerReading =
  | { readonly metricName: string; readonly value: number; readonly active: boolean }
  | { readonly metricName: string; readonly error: string };

/** What the round means for the ScaledObject as a whole. */
export interface Activity {
  readonly active: boolean;
  readonly error: boolean;
  /** Names of the metrics that make it active, for the event of an activation. */
  readonly activeMetrics: readonly string[];
}

/**
 * Whether a ScaledObject is active. Triggers for cpu and memory have no say, but an object that has nothing else counts as active,
 * as it can never be at zero. With a formula its value alone decides, and any error means inactive.
 */
export function activityOf(
  scaledObject: ScaledObject,
  readings: readonly TriggerReading[],
  composite?: { readonly value: number },
): Activity {
  const error = readings.some((reading) => 'error' in reading);
  if (usesScalingModifiers(scaledObject)) {
    const threshold = Number(scaledObject.spec.advanced?.scalingModifiers?.activationTarget ?? '0');
    const active = !error && composite !== undefined && composite.value > threshold;
    return { active, error: error || composite === undefined, activeMetrics: active ? ['composite-metric'] : [] };
  }
  if (readings.length === 0) return { active: true, error: false, activeMetrics: [] };
  const activeMetrics = readings.flatMap((reading) =>
    'active' in reading && reading.active ? [reading.metricName] : [],
  );
  return { active: activeMetrics.length > 0, error, activeMetrics };
}
