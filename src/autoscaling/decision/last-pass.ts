import type { Condition, HorizontalPodAutoscaler } from '../objects.ts';
import { type EpochMs, epochMs, parseTime } from '../units.ts';

/** How far the pass got that last wrote the status. Later steps were not reached, and what their conditions say is older. */
export type LastPass =
  /** No pass has told anything yet. */
  | 'none'
  /** The scale could not be read. */
  | 'unread'
  /** The target has no replicas: nothing was computed. */
  | 'disabled'
  /** The selector cannot be used, or is another HPA's as well. */
  | 'selector'
  /** The metrics gave no count. */
  | 'metrics'
  /** The count lay outside minReplicas..maxReplicas and went to the bound; metrics were not looked at. */
  | 'jump'
  /** Metrics, stabilization, policies and bounds were all gone through. */
  | 'full';

const selectorReasons: ReadonlySet<string | undefined> = new Set(['AmbiguousSelector', 'InvalidSelector']);

/** Attempts to write the scale; they end a pass that got through its metrics or needed none. */
const writeReasons: ReadonlySet<string | undefined> = new Set(['SucceededRescale', 'FailedUpdateScale']);

/**
 * Tells from AbleToScale, which every pass sets, how far the last one got: `SucceededGetScale` stays only where a pass stops before
 * its end, and ScalingActive then says why. ScalingActive is not trusted otherwise: a jump to a bound does not touch it.
 */
export function lastPassOf({ status }: HorizontalPodAutoscaler): LastPass {
  const able = conditionOf(status?.conditions, 'AbleToScale');
  if (able === undefined) return 'none';
  if (able.reason === 'FailedGetScale') return 'unread';
  if (writeReasons.has(able.reason)) return status?.currentMetrics?.length ? 'full' : 'jump';
  const active = conditionOf(status?.conditions, 'ScalingActive');
  if (active?.status !== 'False') return 'full';
  if (active.reason === 'ScalingDisabled') return 'disabled';
  return selectorReasons.has(active.reason) ? 'selector' : 'metrics';
}

/** A condition by its type. */
export function conditionOf(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** When the status was last written, from the field managers; null where the API does not tell. */
export function statusTime({ metadata, status }: HorizontalPodAutoscaler): EpochMs | null {
  if (status === undefined) return null;
  const times = (metadata.managedFields ?? [])
    .filter(({ subresource }) => subresource === 'status')
    .flatMap(({ time }) => parseTime(time) ?? []);
  return times.length === 0 ? null : epochMs(Math.max(...times));
}
