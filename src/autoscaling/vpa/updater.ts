import type { OwnerReference, Pod } from '../objects.ts';
import type { EpochMs } from '../units.ts';
import { hasEnoughReplicas, mayEvictRunningPod, type OwnerReplicas } from './disruption-budget.ts';
import { type EvictionNeed, evictionNeed } from './eviction-need.ts';
import { meetsRequirements } from './eviction-requirements.ts';
import type { UpdateMode, VerticalPodAutoscaler } from './objects.ts';
import { recommendationForPod } from './pod-recommendation.ts';
import { byPriority, type UpdatePriority, updatePriority } from './update-priority.ts';

/** What the updater concluded about one pod. */
export interface PodVerdict {
  readonly pod: Pod;
  readonly priority: UpdatePriority;
  readonly verdict:
    | EvictionNeed
    | {
        readonly evict: false;
        readonly because: 'requirements-not-met' | 'no-owner' | 'too-few-replicas' | 'too-many-disrupted';
      };
}

/** Pods that differ and may go come first, in the order of eviction; the others keep their order. */
export interface UpdatePlan {
  readonly evictions: readonly PodVerdict[];
  readonly kept: readonly PodVerdict[];
}

export interface UpdateInput {
  readonly vpa: VerticalPodAutoscaler;
  /** The pods the VPA's target selects. Those being deleted and finished ones are ignored. */
  readonly pods: readonly Pod[];
  /** spec.replicas of a pod's owner; undefined when it has none or is gone, and then its pods are left alone. */
  readonly configuredReplicas: (owner: OwnerReference) => number | undefined;
  readonly now: EpochMs;
}

/** Which pods one pass of the updater evicts. Nothing in modes Off and Initial, or without a recommendation. */
export function planUpdate(input: UpdateInput): UpdatePlan {
  const { vpa, now } = input;
  if (!evictsPods(vpa.spec.updatePolicy?.updateMode)) return { evictions: [], kept: [] };
  if (!vpa.status?.recommendation?.containerRecommendations?.length) return { evictions: [], kept: [] };

  const live = input.pods.filter(isLive);
  const judged = live.map((pod): PodVerdict => {
    const recommendation = recommendationForPod(vpa, pod);
    const priority = updatePriority(pod, recommendation);
    const need = evictionNeed(pod, priority, vpa.spec.resourcePolicy, now);
    const isAllowed = meetsRequirements(pod, recommendation, vpa.spec.updatePolicy?.evictionRequirements);
    const verdict = need.evict && !isAllowed ? ({ evict: false, because: 'requirements-not-met' } as const) : need;
    return { pod, priority, verdict };
  });
  const wanted = judged.filter(({ verdict }) => verdict.evict).sort((a, b) => byPriority(a.priority, b.priority));
  const allowed = withinBudgets(wanted, ownersOf(live, input.configuredReplicas), vpa);
  return {
    evictions: allowed.filter(({ verdict }) => verdict.evict),
    kept: [...allowed, ...judged.filter(({ verdict }) => !verdict.evict)].filter(({ verdict }) => !verdict.evict),
  };
}

function evictsPods(mode: UpdateMode = 'Recreate'): boolean {
  return mode !== 'Off' && mode !== 'Initial';
}

function isLive(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return pod.metadata.deletionTimestamp === undefined && phase !== 'Succeeded' && phase !== 'Failed';
}

function withinBudgets(
  wanted: readonly PodVerdict[],
  owners: ReadonlyMap<string, OwnerReplicas>,
  vpa: VerticalPodAutoscaler,
): readonly PodVerdict[] {
  const evicted = new Map<string, number>();
  return wanted.map((candidate): PodVerdict => {
    const ownerUid = controllerOf(candidate.pod)?.uid;
    const owner = ownerUid === undefined ? undefined : owners.get(ownerUid);
    const refuse = (because: 'no-owner' | 'too-few-replicas' | 'too-many-disrupted') => ({
      ...candidate,
      verdict: { evict: false, because } as const,
    });
    if (ownerUid === undefined || !owner) return refuse('no-owner');
    if (!hasEnoughReplicas(owner, vpa.spec.updatePolicy?.minReplicas)) return refuse('too-few-replicas');
    if (candidate.pod.status?.phase === 'Pending') return candidate;
    const gone = evicted.get(ownerUid) ?? 0;
    if (!mayEvictRunningPod(owner, gone)) return refuse('too-many-disrupted');
    evicted.set(ownerUid, gone + 1);
    return candidate;
  });
}

function ownersOf(
  pods: readonly Pod[],
  configuredReplicas: UpdateInput['configuredReplicas'],
): ReadonlyMap<string, OwnerReplicas> {
  const owners = new Map<string, OwnerReplicas>();
  for (const pod of pods) {
    const owner = controllerOf(pod);
    const configured = owner && configuredReplicas(owner);
    if (!owner || configured === undefined) continue;
    const known = owners.get(owner.uid) ?? { configured, live: 0, pending: 0 };
    const pending = known.pending + (pod.status?.phase === 'Pending' ? 1 : 0);
    owners.set(owner.uid, { configured, live: known.live + 1, pending });
  }
  return owners;
}

function controllerOf(pod: Pod): OwnerReference | undefined {
  return pod.metadata.ownerReferences?.find(({ controller }) => controller);
}
