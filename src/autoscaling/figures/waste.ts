import { holds, type Sample } from './samples.ts';
import { countSeconds, type PathPoint, type TimeWindow } from './step-path.ts';

/** What the queue needed, to hold pods against. */
export interface Need {
  /** The queue's lag (pending + ack pending), in messages. */
  readonly lag: readonly Sample[];
  /** Messages one replica is meant to have in front of it. */
  readonly lagThreshold: number;
  /** Pods that are kept in any case: the workload's minimum. */
  readonly floor: number;
}

/**
 * Pod-seconds that the queue did not ask for: at each moment the pods that existed beyond max(floor, ceil(lag / lagThreshold)), the count
 * that KEDA's rule (AverageValue) would ask for without a maximum. Pods that are starting or ending count, since they hold their requests.
 * Stretches without a measured lag waste nothing.
 */
export function wastedPodSeconds(pods: readonly PathPoint[], need: Need, window: TimeWindow): number {
  let wasted = 0;
  for (const { from, to, value } of holds(need.lag, window)) {
    if (Number.isNaN(value)) continue;
    const needed = Math.max(need.floor, Math.ceil(value / need.lagThreshold));
    const spare = pods.map((point) => ({ at: point.at, count: Math.max(0, point.count - needed) }));
    wasted += countSeconds(spare, { from, to });
  }
  return wasted;
}
