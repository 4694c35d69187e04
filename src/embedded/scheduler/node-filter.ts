import { tolerates, untoleratedTaint } from '../../autoscaling/cluster-autoscaler/predicates.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import type { Node } from '../../cluster/objects.ts';
import { allocatable, type NodeResources, shortages } from './node-fit.ts';

/** Why a node cannot take a pod. Removing pods from it would help only where the cause is `resolvable`. */
export interface Misfit {
  readonly reasons: readonly string[];
  readonly resolvable: boolean;
}

/**
 * Asks the filters in the scheduler's order; the first that fails tells all that it finds wrong: cordon, taints, node selector,
 * resources. Undefined: the pod fits.
 */
export function misfit(pod: Pod, node: Node, used: NodeResources, wanted: NodeResources): Misfit | undefined {
  const { unschedulable, taints = [] } = node.spec ?? {};
  const { tolerations = [], nodeSelector = {} } = pod.spec;
  const cordon = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const;
  if (unschedulable && untoleratedTaint([cordon], tolerations)) return hopeless('node(s) were unschedulable');
  if (untoleratedTaint(taints, tolerations)) return hopeless('node(s) had untolerated taint(s)');
  const labels = node.metadata.labels ?? {};
  if (!Object.entries(nodeSelector).every(([key, value]) => labels[key] === value)) {
    return hopeless("node(s) didn't match Pod's node affinity/selector");
  }
  const available = allocatable(node);
  const reasons = shortages(available, used, wanted);
  if (reasons.length === 0) return undefined;
  return { reasons, resolvable: wanted.cpuMilli <= available.cpuMilli && isMemoryEnough(available, wanted) };
}

/** Taints that would rather not have the pod. */
export function unwelcomingTaints({ spec }: Pod, node: Node): number {
  const { tolerations = [] } = spec;
  const soft = (node.spec?.taints ?? []).filter(({ effect }) => effect === 'PreferNoSchedule');
  return soft.filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint))).length;
}

function isMemoryEnough(available: NodeResources, wanted: NodeResources): boolean {
  return wanted.memoryMilliBytes <= available.memoryMilliBytes;
}

function hopeless(reason: string): Misfit {
  return { reasons: [reason], resolvable: false };
}
