import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import { isActive, isReady, podCondition } from '../controller/pod-state.ts';

const deletionCostAnnotation = 'controller.kubernetes.io/pod-deletion-cost';
const phaseRank: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/**
 * The pods of a ReplicaSet in the order they are deleted on scale-down (controller_utils.go, ActivePodsWithRanks).
 * `related` are the pods of all ReplicaSets of the same owner: nodes with more of them give up theirs first.
 */
export function victimOrder(pods: readonly Pod[], related: readonly Pod[], now: EpochMs): readonly Pod[] {
  const perNode = new Map<string, number>();
  for (const { spec } of related.filter(isActive)) {
    if (spec.nodeName !== undefined) perNode.set(spec.nodeName, (perNode.get(spec.nodeName) ?? 0) + 1);
  }
  const rankOnNode = (pod: Pod): number => perNode.get(pod.spec.nodeName ?? '') ?? 0;

  return pods.toSorted(
    (a, b) =>
      Number(a.spec.nodeName !== undefined) - Number(b.spec.nodeName !== undefined) ||
      phaseOf(a) - phaseOf(b) ||
      Number(isReady(a)) - Number(isReady(b)) ||
      deletionCost(a) - deletionCost(b) ||
      rankOnNode(b) - rankOnNode(a) ||
      (isReady(a) && isReady(b) ? youngerFirst(a, b, readyAt, now) : 0) ||
      maxRestarts(b.status?.containerStatuses) - maxRestarts(a.status?.containerStatuses) ||
      maxRestarts(b.status?.initContainerStatuses) - maxRestarts(a.status?.initContainerStatuses) ||
      youngerFirst(a, b, createdAt, now),
  );
}

/** Ages are compared by the power of two they lie in: within one, the UID decides, which is as good as chance. */
function youngerFirst(a: Pod, b: Pod, momentOf: (pod: Pod) => EpochMs | undefined, now: EpochMs): number {
  const [momentA, momentB] = [momentOf(a), momentOf(b)];
  if (momentA === momentB) return 0;
  if (momentA === undefined) return -1;
  if (momentB === undefined) return 1;
  const rankDifference = ageRank(momentA, now) - ageRank(momentB, now);
  if (rankDifference !== 0) return rankDifference;
  return (a.metadata.uid ?? '') < (b.metadata.uid ?? '') ? -1 : 1;
}

function ageRank(moment: EpochMs, now: EpochMs): number {
  const nanoseconds = (now - moment) * 1e6;
  return nanoseconds > 0 ? Math.trunc(Math.log2(nanoseconds)) : -1;
}

function phaseOf(pod: Pod): number {
  return phaseRank[pod.status?.phase ?? 'Pending'] ?? 0;
}

function deletionCost(pod: Pod): number {
  const cost = pod.metadata.annotations?.[deletionCostAnnotation];
  return cost !== undefined && /^-?\d+$/.test(cost) ? Number(cost) : 0;
}

function readyAt(pod: Pod): EpochMs | undefined {
  return parseTime(podCondition(pod, 'Ready')?.lastTransitionTime);
}

function createdAt(pod: Pod): EpochMs | undefined {
  return parseTime(pod.metadata.creationTimestamp);
}

function maxRestarts(statuses: readonly { readonly restartCount: number }[] | undefined): number {
  return Math.max(0, ...(statuses ?? []).map(({ restartCount }) => restartCount));
}
