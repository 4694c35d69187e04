import type { Pod } from '../../autoscaling/objects.ts';
import type { Node } from '../../cluster/objects.ts';
import { unwelcomingTaints } from './node-filter.ts';
import { allocatable, freeShare, type NodeResources, sum } from './node-fit.ts';

/** How well a node that fits suits a pod. */
export interface NodeScore {
  /** PreferNoSchedule taints it would have to bear: they weigh most (TaintToleration has weight 3). */
  readonly unwelcoming: number;
  /** What would be left free, 0..1. */
  readonly free: number;
}

export function scoreOf(pod: Pod, node: Node, used: NodeResources, wanted: NodeResources): NodeScore {
  return { unwelcoming: unwelcomingTaints(pod, node), free: freeShare(allocatable(node), sum(used, wanted)) };
}

export function isBetter(a: NodeScore, b: NodeScore): boolean {
  return a.unwelcoming === b.unwelcoming ? a.free > b.free : a.unwelcoming < b.unwelcoming;
}
