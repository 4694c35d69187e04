import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import type { ClusterEvent } from './workload.ts';

/** When an Event last happened. */
export function eventTime(event: ClusterEvent): EpochMs | undefined {
  return parseTime(event.lastTimestamp ?? event.firstTimestamp ?? event.metadata.creationTimestamp);
}

/** The latest of the Events that `wanted` picks. */
export function latestEvent(
  events: Iterable<ClusterEvent>,
  wanted: (event: ClusterEvent) => boolean,
): { readonly event: ClusterEvent; readonly at: EpochMs } | undefined {
  let latest: { event: ClusterEvent; at: EpochMs } | undefined;
  for (const event of events) {
    if (!wanted(event)) continue;
    const at = eventTime(event);
    if (at !== undefined && (!latest || at >= latest.at)) latest = { event, at };
  }
  return latest;
}
