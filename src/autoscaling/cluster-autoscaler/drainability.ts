import { type DisruptionBudget, isDaemonSetPod, isMirrorPod, type SimulatedPod } from './model.ts';
import type { AutoscalerOptions } from './options.ts';

/** On a pod: whether the autoscaler may ("true") or must not ("false") evict it, whatever else holds. */
const safeToEvictAnnotation = 'cluster-autoscaler.kubernetes.io/safe-to-evict';

/** Why a pod keeps its node from being removed, in the autoscaler's own names. */
export type BlockingReason =
  | 'NotReplicated'
  | 'LocalStorageRequested'
  | 'NotSafeToEvictAnnotation'
  | 'UnmovableKubeSystemPod'
  | 'NotEnoughPdb';

/** What would have to move off a node, or the pod that forbids it. */
export type Drainability =
  | { readonly blocked: false; readonly podsToMove: readonly SimulatedPod[] }
  | { readonly blocked: true; readonly by: SimulatedPod; readonly because: BlockingReason };

/** Judges the pods of one node. DaemonSet and static pods go with the node. */
export function drainability(
  pods: readonly SimulatedPod[],
  budgets: readonly DisruptionBudget[],
  options: AutoscalerOptions,
): Drainability {
  const podsToMove = pods.filter((pod) => !isDaemonSetPod(pod) && !isMirrorPod(pod));
  for (const pod of podsToMove) {
    const because = blockingReason(pod, budgets, options);
    if (because) return { blocked: true, by: pod, because };
  }
  const overdrawn = overdrawnPod(podsToMove, budgets);
  if (overdrawn) return { blocked: true, by: overdrawn, because: 'NotEnoughPdb' };
  return { blocked: false, podsToMove };
}

/** The budgets after these pods were disrupted. */
export function budgetsAfter(
  budgets: readonly DisruptionBudget[],
  disrupted: readonly SimulatedPod[],
): readonly DisruptionBudget[] {
  return budgets.map((budget) => {
    const count = disrupted.filter((pod) => covers(budget, pod)).length;
    return count === 0 ? budget : { ...budget, disruptionsAllowed: Math.max(0, budget.disruptionsAllowed - count) };
  });
}

function blockingReason(
  pod: SimulatedPod,
  budgets: readonly DisruptionBudget[],
  { skipNodesWithSystemPods, skipNodesWithLocalStorage }: AutoscalerOptions,
): BlockingReason | undefined {
  const safeToEvict = pod.annotations[safeToEvictAnnotation];
  if (safeToEvict === 'true') return undefined;
  if (safeToEvict === 'false') return 'NotSafeToEvictAnnotation';
  if (!pod.controller) return 'NotReplicated';
  const hasBudget = budgets.some((budget) => covers(budget, pod));
  if (skipNodesWithSystemPods && pod.namespace === 'kube-system' && !hasBudget) return 'UnmovableKubeSystemPod';
  if (skipNodesWithLocalStorage && pod.usesLocalStorage) return 'LocalStorageRequested';
  return undefined;
}

/** The first pod whose eviction would exceed a budget, all pods of the node taken together. */
function overdrawnPod(pods: readonly SimulatedPod[], budgets: readonly DisruptionBudget[]): SimulatedPod | undefined {
  for (const budget of budgets) {
    const overdrawing = pods.filter((pod) => covers(budget, pod)).at(budget.disruptionsAllowed);
    if (overdrawing) return overdrawing;
  }
  return undefined;
}

function covers({ namespace, selects }: DisruptionBudget, pod: SimulatedPod): boolean {
  return namespace === pod.namespace && selects(pod.labels);
}
