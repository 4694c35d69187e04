import type { EpochMs } from '../units.ts';
import type { TimeWindow } from './step-path.ts';

/** One write of a workload's replica count. */
export interface Rescale {
  readonly at: EpochMs;
  /** Replicas before and after; equal ones are no change. */
  readonly from: number;
  readonly to: number;
  /** Written by an autoscaler, and not by a person, a reset or a rollout. */
  readonly byAutoscaler: boolean;
}

/** Changes of the replica count that autoscalers made inside the window. */
export function rescaleCount(rescales: readonly Rescale[], window: TimeWindow): number {
  return autoscalerChanges(rescales, window).length;
}

/**
 * How often autoscalers turned the replica count around: the number of their changes inside the window whose direction is opposite to
 * that of their change before it. The first change of the window turns nothing around, so one arch (up, up, down, down) has one
 * reversal, and two autoscalers that pull against each other have one per pull. A change by anyone else (a reset, `kubectl scale`)
 * neither counts nor carries a direction on: what autoscalers do after it starts afresh.
 */
export function reversalCount(rescales: readonly Rescale[], window: TimeWindow): number {
  let reversals = 0;
  let direction = 0;
  for (const rescale of rescales) {
    if (!happens(rescale, window)) continue;
    const next = rescale.byAutoscaler ? Math.sign(rescale.to - rescale.from) : 0;
    if (next * direction < 0) reversals += 1;
    direction = next;
  }
  return reversals;
}

function autoscalerChanges(rescales: readonly Rescale[], window: TimeWindow): readonly Rescale[] {
  return rescales.filter((rescale) => rescale.byAutoscaler && happens(rescale, window));
}

function happens(rescale: Rescale, window: TimeWindow): boolean {
  return rescale.from !== rescale.to && rescale.at >= window.from && rescale.at < window.to;
}
