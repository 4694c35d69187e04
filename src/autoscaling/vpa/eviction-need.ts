import type { Pod } from '../objects.ts';
import { type EpochMs, parseTime } from '../units.ts';
import type { PodResourcePolicy } from './objects.ts';
import { isScalingOff, policyFor } from './policy.ts';
import type { UpdatePriority } from './update-priority.ts';

/** A container that was OOM killed within this time after its start makes its pod evictable at once. */
export const quickOomMs = 10 * 60 * 1000;

/** A pod within the recommended range is left alone until it is this old, */
export const podLifetimeMs = 12 * 60 * 60 * 1000;

/** and then evicted when it differs by this much. */
export const minimumChange = 0.1;

/** Why a pod should be evicted, or why not. */
export type EvictionNeed =
  | { readonly evict: true; readonly because: 'outside-recommended-range' | 'quick-oom' | 'long-lived-and-different' }
  | {
      readonly evict: false;
      readonly because: 'no-start-time' | 'short-lived' | 'difference-too-small' | 'same-resources';
    };

/** Whether a pod's difference from its recommendation is worth an eviction. Says nothing about whether it may be evicted. */
export function evictionNeed(
  pod: Pod,
  priority: UpdatePriority,
  policy: PodResourcePolicy | undefined,
  now: EpochMs,
): EvictionNeed {
  if (hadQuickOom(pod, policy)) {
    if (priority.resourceDiff === 0) return { evict: false, because: 'same-resources' };
    return { evict: true, because: priority.outsideRecommendedRange ? 'outside-recommended-range' : 'quick-oom' };
  }
  if (priority.outsideRecommendedRange) return { evict: true, because: 'outside-recommended-range' };
  const startTime = parseTime(pod.status?.startTime);
  if (startTime === undefined) return { evict: false, because: 'no-start-time' };
  if (now < startTime + podLifetimeMs) return { evict: false, because: 'short-lived' };
  if (priority.resourceDiff < minimumChange) return { evict: false, because: 'difference-too-small' };
  return { evict: true, because: 'long-lived-and-different' };
}

function hadQuickOom(pod: Pod, policy: PodResourcePolicy | undefined): boolean {
  return (pod.status?.containerStatuses ?? []).some(({ name, lastState }) => {
    const ended = lastState?.terminated;
    if (ended?.reason !== 'OOMKilled' || isScalingOff(policyFor(name, policy))) return false;
    const startedAt = parseTime(ended.startedAt);
    const finishedAt = parseTime(ended.finishedAt);
    return startedAt !== undefined && finishedAt !== undefined && finishedAt - startedAt < quickOomMs;
  });
}
