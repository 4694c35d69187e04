import type { EpochMs } from '../units.ts';
import type { ClusterState, SimulatedNode, UpcomingNode } from './model.ts';
import type { AutoscalerOptions } from './options.ts';

/** How many nodes are ready, and whether few enough are not for the autoscaler to trust what it sees. */
export interface ClusterHealth {
  readonly total: number;
  readonly unready: number;
  readonly healthy: boolean;
}

/** Nothing is added or removed while more than 45 % and more than three nodes are unready. */
export function clusterHealth(
  nodes: readonly SimulatedNode[],
  now: EpochMs,
  options: AutoscalerOptions,
): ClusterHealth {
  const unready = nodes.filter((node) => !node.ready && !isStarting(node, now, options)).length;
  const tolerated = Math.max(options.okUnreadyCount, (nodes.length * options.maxUnreadyPercentage) / 100);
  return { total: nodes.length, unready, healthy: unready <= tolerated };
}

/** Whether an unready node is young enough to be starting: it then counts as coming up, not as broken. */
export function isStarting(node: SimulatedNode, now: EpochMs, { maxNodeProvisionMs }: AutoscalerOptions): boolean {
  return !node.ready && node.createdAt + maxNodeProvisionMs >= now;
}

/** Nodes that were asked for and have not registered in time: they are given up, as far as their group's minimum allows. */
export function overdueNodes(
  { upcoming, nodeGroups }: ClusterState,
  now: EpochMs,
  { maxNodeProvisionMs }: AutoscalerOptions,
): readonly UpcomingNode[] {
  const removable = new Map(nodeGroups.map(({ id, targetSize, minSize }) => [id, targetSize - minSize]));
  return upcoming.filter(({ nodeGroup, requestedAt }) => {
    if (requestedAt + maxNodeProvisionMs >= now) return false;
    const left = removable.get(nodeGroup) ?? 0;
    removable.set(nodeGroup, left - 1);
    return left > 0;
  });
}
