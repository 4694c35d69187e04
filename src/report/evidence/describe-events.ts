import { humanDuration } from '../../autoscaling/kubectl/human-duration.ts';
import type { KubernetesObject } from '../../autoscaling/objects/meta.ts';
import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import type { SessionState } from '../../session/state.ts';

type ClusterEvent = SessionState['events'] extends ReadonlyMap<string, infer Event> ? Event : never;

/** The events at the end of a `kubectl describe`, oldest first. */
export function describedEvents(
  object: KubernetesObject,
  events: SessionState['events'],
  now: EpochMs,
): readonly string[] {
  const own = [...events.values()]
    .filter((event) => isAbout(event, object))
    .toSorted(byName)
    .toSorted(byTime);
  if (own.length === 0) return ['Events:\t<none>'];
  return [
    'Events:',
    '  Type\tReason\tAge\tFrom\tMessage',
    '  ----\t------\t----\t----\t-------',
    ...own.map((event) => {
      const { type, reason, source, involvedObject, message } = event;
      const text = message.trim();
      const about = involvedObject.fieldPath ? `${involvedObject.fieldPath}: ${text}` : text;
      return `  ${type}\t${reason}\t${ageOf(event, now)}\t${source?.component ?? ''}\t${about}`;
    }),
  ];
}

function isAbout({ involvedObject }: ClusterEvent, { kind, metadata }: KubernetesObject): boolean {
  return involvedObject.kind === kind && involvedObject.name === metadata.name && involvedObject.uid === metadata.uid;
}

function ageOf({ firstTimestamp, lastTimestamp, count = 1 }: ClusterEvent, now: EpochMs): string {
  const first = since(firstTimestamp, now);
  return count > 1 ? `${since(lastTimestamp, now)} (x${count} over ${first})` : first;
}

function since(time: string | undefined, now: EpochMs): string {
  const at = parseTime(time);
  return at === undefined ? '<unknown>' : humanDuration(now - at);
}

/** The order in which the API lists them. */
function byName(a: ClusterEvent, b: ClusterEvent): number {
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

function byTime(a: ClusterEvent, b: ClusterEvent): number {
  return (parseTime(a.lastTimestamp) ?? 0) - (parseTime(b.lastTimestamp) ?? 0);
}
