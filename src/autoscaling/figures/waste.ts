import { holds, type Sample } from './samples.ts';
import { type PathPoint, pathWithin, type TimeWindow } from './step-path.ts';

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
  const steps = pathWithin(pods, window);
  let milliseconds = 0;
  let first = 0;
  for (const { from, to, value } of holds(need.lag, window)) {
    if (Number.isNaN(value)) continue;
    const needed = Math.max(need.floor, Math.ceil(value / need.lagThreshold));
    while ((steps[first + 1]?.at ?? to) <= from) first += 1;
    for (let index = first; index < steps.length; index += 1) {
      const { at = to, count = 0 } = steps[index] ?? {};
      if (at >= to) break;
      const until = Math.min(to, steps[index + 1]?.at ?? window.to);
      milliseconds += Math.max(0, count - needed) * Math.max(0, until - Math.max(at, from));
    }
  }
  return milliseconds / 1000;
}
