import { type EpochMs, epochMs } from '../units.ts';
import { lastSeen } from './metric-failures.ts';
import type { HpaEvent } from './seen.ts';

/** What a SuccessfulRescale event says. */
export interface RescaleEvent {
  readonly at: EpochMs;
  readonly to: number;
  /** The controller's words; chosen from the metrics alone, even where something else decided. */
  readonly reason: string;
}

/** How far an event's time may lie from lastScaleTime: both have whole seconds, and the event is sent after the write. */
const SAME_PASS_MS = 3000;

/** The rescales the events tell of, latest first. */
export function rescaleEvents(events: readonly HpaEvent[]): readonly RescaleEvent[] {
  return events
    .flatMap((event) => {
      const [, to, reason = ''] = /^New size: (\d+); reason: ?(.*)$/s.exec(event.message ?? '') ?? [];
      if (event.reason !== 'SuccessfulRescale' || to === undefined) return [];
      return [{ at: epochMs(lastSeen(event)), to: Number(to), reason }];
    })
    .toSorted((a, b) => b.at - a.at);
}

/** The event of the rescale that status.lastScaleTime tells of. */
export function rescaleAt(
  events: readonly HpaEvent[],
  lastScaleTime: EpochMs | undefined,
  to: number | null,
): RescaleEvent | undefined {
  if (lastScaleTime === undefined) return undefined;
  return rescaleEvents(events).find((event) => event.to === to && Math.abs(event.at - lastScaleTime) <= SAME_PASS_MS);
}
