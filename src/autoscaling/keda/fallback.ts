import type { ScaledObject, ScaledObjectStatus } from '../objects.ts';
import type { ExternalTrigger } from './trigger-metrics.ts';

export type TriggerHealth = NonNullable<ScaledObjectStatus['health']>[string];

/** A metric's health after one more query. */
export function healthAfter(health: TriggerHealth | undefined, succeeded: boolean): TriggerHealth {
  if (succeeded) return { numberOfFailures: 0, status: 'Happy' };
  return { numberOfFailures: (health?.numberOfFailures ?? 0) + 1, status: 'Failing' };
}

/** Whether a metric has failed often enough for the fallback to take its place. */
export function fallbackDue(scaledObject: ScaledObject, health: TriggerHealth | undefined): boolean {
  const { fallback } = scaledObject.spec;
  if (!fallback || fallback.failureThreshold < 0 || fallback.replicas < 0) return false;
  return health?.status === 'Failing' && health.numberOfFailures > fallback.failureThreshold;
}

export interface FallbackContext {
  /** spec.replicas of the target. */
  readonly currentReplicas: number;
  /** Pods of the target that are ready; only metrics of type Value need it. */
  readonly readyPods: number;
}

/**
 * The value reported in place of a failing metric, such that the HPA arrives at the fallback's replica count; undefined when there is
 * none (metric of type Value and no pod is ready).
 */
export function fallbackValue(
  scaledObject: ScaledObject,
  metric: Pick<ExternalTrigger, 'metricType' | 'target'>,
  context: FallbackContext,
): number | undefined {
  const replicas = fallbackReplicas(scaledObject, context.currentReplicas);
  if (replicas === undefined) return undefined;
  if (metric.metricType === 'AverageValue') return metric.target * replicas;
  // A Value target is held against the whole metric, and the HPA multiplies the ratio by the pods that are ready.
  return context.readyPods === 0 ? undefined : (metric.target * replicas) / context.readyPods;
}

/** The replica count the fallback holds; undefined without a fallback. */
export function fallbackReplicas({ spec: { fallback } }: ScaledObject, currentReplicas: number): number | undefined {
  if (!fallback) return undefined;
  const { replicas, behavior = 'static' } = fallback;
  switch (behavior) {
    case 'static':
    case 'scalingModifiers':
      return replicas;
    case 'currentReplicas':
      return currentReplicas;
    case 'currentReplicasIfHigher':
      return Math.max(currentReplicas, replicas);
    case 'currentReplicasIfLower':
      return Math.min(currentReplicas, replicas);
  }
}
