import { type Activity, activityOf, type TriggerReading } from '../../autoscaling/keda/activity.ts';
import { compositeValue } from '../../autoscaling/keda/composite.ts';
import { kedaConditions } from '../../autoscaling/keda/conditions.ts';
import {
  fallbackDue,
  fallbackReplicas,
  fallbackValue,
  healthAfter,
  type TriggerHealth,
} from '../../autoscaling/keda/fallback.ts';
import { usesScalingModifiers } from '../../autoscaling/keda/settings.ts';
import { type ExternalTrigger, triggerMetrics } from '../../autoscaling/keda/trigger-metrics.ts';
import type { ScaledObject } from '../../autoscaling/objects.ts';
import type { World } from '../world.ts';
import { operatorEvents } from './operator-events.ts';
import { scaleTarget } from './scale-target.ts';
import { conditionStatus, currentScaledObject, patchStatus } from './scaled-object-status.ts';
import { messageOf, type SourceValue, type TriggerScalers } from './trigger-scalers.ts';

/** One round over some triggers of a ScaledObject. */
export interface Round {
  readonly readings: readonly TriggerReading[];
  readonly activity: Activity;
  /** With a formula: its value, or the fallback's. */
  readonly composite: number | undefined;
}

/**
 * Reads triggers for the poll loop and for the HPA alike: counts failures in status.health, puts the fallback's value in the place of
 * one that failed too often, and tells about both.
 */
export function readTriggers(
  world: World,
  scaledObject: ScaledObject,
  metrics: readonly ExternalTrigger[],
  query: (metric: ExternalTrigger) => SourceValue,
): Round {
  const health: Record<string, TriggerHealth> = { ...scaledObject.status?.health };
  const values: Record<string, number> = {};
  const readings = metrics.map((metric): TriggerReading => {
    const { metricName, trigger } = metric;
    try {
      const { value, active } = query(metric);
      health[metricName] = healthAfter(health[metricName], true);
      if (trigger.name) values[trigger.name] = value;
      return { metricName, value, active };
    } catch (error) {
      health[metricName] = healthAfter(health[metricName], false);
      operatorEvents.scalerFailed(world, scaledObject, messageOf(error));
      const value = usesScalingModifiers(scaledObject)
        ? undefined
        : fallbackOf(world, scaledObject, metric, health[metricName]);
      return value === undefined ? { metricName, error: messageOf(error) } : { metricName, value, active: true };
    }
  });
  writeHealth(world, scaledObject, health);
  const formula = formulaValue(world, scaledObject, readings, values, health);
  const activity = formula?.fallback
    ? { active: true, error: false, activeMetrics: [] }
    : activityOf(scaledObject, readings, formula);
  return { readings, activity, composite: formula?.value };
}

/** The external triggers of a ScaledObject. @throws TriggerError */
export function externalTriggers(scaledObject: ScaledObject): readonly ExternalTrigger[] {
  return triggerMetrics(scaledObject).filter((metric) => metric.kind === 'external');
}

/** Reads every external trigger for the poll loop. */
export function pollTriggers(world: World, scaledObject: ScaledObject, scalers: TriggerScalers): Round {
  return readTriggers(world, scaledObject, externalTriggers(scaledObject), (metric) => scalers.poll(metric));
}

function fallbackOf(
  world: World,
  scaledObject: ScaledObject,
  metric: Pick<ExternalTrigger, 'metricType' | 'target'>,
  health: TriggerHealth | undefined,
): number | undefined {
  if (!fallbackDue(scaledObject, health)) return undefined;
  const target = scaleTarget(world.store, scaledObject);
  return fallbackValue(scaledObject, metric, {
    currentReplicas: target?.replicas ?? 0,
    readyPods: target?.readyPods ?? 0,
  });
}

function formulaValue(
  world: World,
  scaledObject: ScaledObject,
  readings: readonly TriggerReading[],
  values: Readonly<Record<string, number>>,
  health: Readonly<Record<string, TriggerHealth>>,
): { readonly value: number; readonly fallback: boolean } | undefined {
  if (!usesScalingModifiers(scaledObject)) return undefined;
  const failed = readings.filter((reading) => 'error' in reading);
  const modifiers = scaledObject.spec.advanced?.scalingModifiers;
  const runsOnWhatIsLeft = scaledObject.spec.fallback?.behavior === 'scalingModifiers';
  if (failed.length === 0) return { value: compositeValue(scaledObject, values), fallback: false };
  if (!failed.some(({ metricName }) => fallbackDue(scaledObject, health[metricName]))) return undefined;
  const current = scaleTarget(world.store, scaledObject)?.replicas ?? 0;
  const replicas = fallbackReplicas(scaledObject, current) ?? 0;
  const value = runsOnWhatIsLeft ? compositeValue(scaledObject, values) : Number.NaN;
  return { value: Number.isFinite(value) ? value : Number(modifiers?.target ?? '0') * replicas, fallback: true };
}

function writeHealth(world: World, scaledObject: ScaledObject, health: Readonly<Record<string, TriggerHealth>>): void {
  const fallingBack = Object.values(health).some((each) => fallbackDue(scaledObject, each));
  const before = conditionStatus(currentScaledObject(world, scaledObject) ?? scaledObject, 'Fallback');
  patchStatus(world, scaledObject, { health }, [fallingBack ? kedaConditions.fallback : kedaConditions.noFallback]);
  if (fallingBack && before !== 'True') operatorEvents.fallbackActivated(world, scaledObject);
  if (!fallingBack && before === 'True') operatorEvents.fallbackDeactivated(world, scaledObject);
}
