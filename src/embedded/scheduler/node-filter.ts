import type { NodeResources } from '../../autoscaling/cluster-autoscaler/model.ts';
import { untoleratedTaint } from '../../autoscaling/cluster-autoscaler/predicates.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import type { Node } from '../../cluster/objects.ts';
import { shortages } from './node-fit.ts';

/** A node with what it can give, and what its pods have of that. */
export interface NodeRoom {
  readonly node: Node;
  readonly available: NodeResources;
  readonly used: NodeResources;
}

/** Why a node cannot take a pod. Removing pods from it would help only where the cause is `resolvable`. */
export interface Misfit {
  readonly reasons: readonly string[];
  readonly resolvable: boolean;
}

const cordon = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const;

/**
 * Asks the filters in the scheduler's order; the first that fails tells all that it finds wrong: cordon, taints, node selector,
 * resources. Undefined: the pod fits.
 */
export function misfit(pod: Pod, { node, available, used }: NodeRoom, wanted: NodeResources): Misfit | undefined {
  const { unschedulable, taints = [] } = node.spec ?? {};
  const { tolerations = [], nodeSelector = {} } = pod.spec;
  if (unschedulable && untoleratedTaint([cordon], tolerations)) return hopeless('node(s) were unschedulable');
  if (untoleratedTaint(taints, tolerations)) return hopeless('node(s) had untolerated taint(s)');
  const labels = node.metadata.labels ?? {};
  if (!Object.entries(nodeSelector).every(([key, value]) => labels[key] === value)) {
    return hopeless("node(s) didn't match Pod's node affinity/selector");
  }
  const reasons = shortages(available, used, wanted);
  if (reasons.length === 0) return undefined;
  const isLargeEnough = wanted.cpuMillicores <= available.cpuMillicores && wanted.memoryBytes <= available.memoryBytes;
  return { reasons, resolvable: isLargeEnough };
}

function hopeless(reason: string): Misfit {
  return { reasons: [reason], resolvable: false };
}
