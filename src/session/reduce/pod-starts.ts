import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import { bounds } from './bounds.ts';
import type { Draft } from './draft.ts';

/** What is seen this long after the API says it happened was there before we looked. */
const unseenMs = 5000;

/** When something happened that the API tells in whole seconds: the moment it was seen, unless that is much later. */
export function momentOf(told: string | null | undefined, seenAt: EpochMs): EpochMs {
  const at = parseTime(told) ?? seenAt;
  return seenAt - at > unseenMs ? at : seenAt;
}

/** Notes how far a pod has got, which its conditions no longer tell once it ends. */
export function startSeen(draft: Draft, pod: Pod, seenAt: EpochMs): void {
  const { state } = draft;
  const key = pod.metadata.uid ?? pod.metadata.name;
  const known = state.podStarts.get(key);
  const scheduledAt = known?.scheduledAt ?? conditionSince(pod, 'PodScheduled', seenAt);
  const readyAt = known?.readyAt ?? conditionSince(pod, 'Ready', seenAt);
  if (known?.scheduledAt === scheduledAt && known.readyAt === readyAt) return;
  const createdAt = known?.createdAt ?? momentOf(pod.metadata.creationTimestamp, seenAt);
  state.podStarts = draft.putNewest(state.podStarts, key, { createdAt, scheduledAt, readyAt }, bounds.podStarts);
}

function conditionSince(pod: Pod, type: 'PodScheduled' | 'Ready', seenAt: EpochMs): EpochMs | null {
  const condition = pod.status?.conditions?.find((each) => each.type === type);
  return condition?.status === 'True' ? momentOf(condition.lastTransitionTime, seenAt) : null;
}
