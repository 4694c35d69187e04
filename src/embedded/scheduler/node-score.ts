import type { NodeResources } from '../../autoscaling/cluster-autoscaler/model.ts';
import { tolerates } from '../../autoscaling/cluster-autoscaler/predicates.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import type { Node } from '../../cluster/objects.ts';
import type { NodeRoom } from './node-filter.ts';
import { freeShare, sum } from './node-fit.ts';

/** How well a node that fits suits a pod. */
export interface NodeScore {
  /** PreferNoSchedule taints it would have to bear: they weigh most (TaintToleration has weight 3). */
  readonly unwelcoming: number;
  /** What would be left free, 0..1. */
  readonly free: number;
}

export function scoreOf(pod: Pod, { node, available, used }: NodeRoom, wanted: NodeResources): NodeScore {
  return { unwelcoming: unwelcomingTaints(pod, node), free: freeShare(available, sum(used, wanted)) };
}

export function isBetter(a: NodeScore, b: NodeScore): boolean {
  return a.unwelcoming === b.unwelcoming ? a.free > b.free : a.unwelcoming < b.unwelcoming;
}

function unwelcomingTaints({ spec }: Pod, node: Node): number {
  const { tolerations = [] } = spec;
  const soft = (node.spec?.taints ?? []).filter(({ effect }) => effect === 'PreferNoSchedule');
  return soft.filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint))).length;
}
