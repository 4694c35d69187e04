import type { Conditions } from './conditions.ts';
import type { CompleteSpec } from './defaults.ts';
import { scaledToZero } from './texts.ts';

/** Whether the HPA has a metric that exists without pods. */
function hasMetricWithoutPods({ metrics }: CompleteSpec): boolean {
  return metrics.some(({ type }) => type === 'Object' || type === 'External');
}

/**
 * Whether an HPA whose target has no replicas still computes metrics. Only if it went to zero itself (the ScaledToZero condition
 * remembers that): zero set by anyone else switches it off.
 */
export function wakesFromZero(spec: CompleteSpec, conditions: Conditions, scaleToZeroGate: boolean): boolean {
  if (!scaleToZeroGate || !conditions.isTrue('ScaledToZero')) return false;
  return spec.minReplicas > 0 || hasMetricWithoutPods(spec);
}

/** After a successful rescale: remembers whether it was the HPA that went to zero. */
export function rememberZero(spec: CompleteSpec, conditions: Conditions, from: number, to: number): void {
  const toZero = from > 0 && to === 0 && spec.minReplicas === 0 && hasMetricWithoutPods(spec);
  conditions.set('ScaledToZero', toZero ? scaledToZero.yes : scaledToZero.no);
}
