import type { Toleration } from '../objects.ts';
import type { SimulatedPod, Taint } from './model.ts';
import type { NodeOccupancy } from './occupancy.ts';

/**
 * Why a pod cannot run on a node as it stands, in the scheduler's words and order; empty when it can. Only the first failing
 * group of reasons is given, as the scheduler stops there: cordon, taints, node selector, then all resources that lack.
 */
export function whyNotSchedulable(pod: SimulatedPod, occupancy: NodeOccupancy): readonly string[] {
  const { node } = occupancy;
  if (node.unschedulable) return ['node(s) were unschedulable'];
  if (untoleratedTaint(node.taints, pod.tolerations)) return ['node(s) had untolerated taint(s)'];
  const selected = Object.entries(pod.nodeSelector).every(([key, value]) => node.labels[key] === value);
  if (!selected) return ["node(s) didn't match Pod's node affinity/selector"];
  return missingResources(pod, occupancy);
}

/** Puts the pod on the first node it fits and tells which; undefined when there is none. */
export function placeFirstFit(pod: SimulatedPod, nodes: Iterable<NodeOccupancy>): NodeOccupancy | undefined {
  for (const occupancy of nodes) {
    if (whyNotSchedulable(pod, occupancy).length > 0) continue;
    occupancy.add(pod);
    return occupancy;
  }
  return undefined;
}

function missingResources(pod: SimulatedPod, occupancy: NodeOccupancy): readonly string[] {
  const { allocatable } = occupancy.node;
  const { cpuMillicores, memoryBytes } = pod.requests;
  const reasons: string[] = [];
  if (occupancy.podCount + 1 > allocatable.pods) reasons.push('Too many pods');
  // A pod that requests nothing of a resource fits even where requests exceed what is allocatable.
  if (cpuMillicores > 0 && occupancy.requestedCpuMillicores + cpuMillicores > allocatable.cpuMillicores) {
    reasons.push('Insufficient cpu');
  }
  if (memoryBytes > 0 && occupancy.requestedMemoryBytes + memoryBytes > allocatable.memoryBytes) {
    reasons.push('Insufficient memory');
  }
  return reasons;
}

/** The first taint that keeps such a pod from being put on a node; PreferNoSchedule keeps none out. */
export function untoleratedTaint<T extends Taint>(
  taints: readonly T[],
  tolerations: readonly Toleration[],
): T | undefined {
  return taints.find((taint) => keepsOut(taint, tolerations));
}

function keepsOut(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return taint.effect !== 'PreferNoSchedule' && !tolerations.some((toleration) => tolerates(toleration, taint));
}

/** Whether a toleration matches a taint: its key, value and effect, where it names them. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect !== undefined && toleration.effect !== taint.effect) return false;
  if (toleration.key === undefined || toleration.key === '') return toleration.operator === 'Exists';
  if (toleration.key !== taint.key) return false;
  return toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '');
}
