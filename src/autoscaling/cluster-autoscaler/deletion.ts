import { type EpochMs, plusMs } from '../units.ts';
import type { StayReason } from './assessment.ts';
import type { ScaleDownCooldown } from './memory.ts';
import type { ClusterState, SimulatedNode, SimulatedPod } from './model.ts';
import type { AutoscalerOptions } from './options.ts';

/** A node nothing needs: its pods, if any, have room elsewhere. */
export interface UnneededNode {
  readonly node: SimulatedNode;
  readonly since: EpochMs;
  readonly podsToMove: readonly SimulatedPod[];
}

/** A node to taint now, and then to drain of these pods (none: it is empty) and delete. */
export interface NodeDeletion {
  readonly node: string;
  readonly nodeGroup: string;
  readonly podsToMove: readonly SimulatedPod[];
}

export interface DeletionChoice {
  readonly deletions: readonly NodeDeletion[];
  /** Unneeded nodes that stay for now. */
  readonly kept: ReadonlyMap<string, StayReason>;
}

/**
 * Which unneeded nodes go now: unneeded for longer than their time, their group above its minimum, no cooldown, and no more at
 * once than allowed. Empty nodes go before those that need a drain.
 */
export function chooseDeletions(
  unneeded: readonly UnneededNode[],
  cluster: ClusterState,
  cooldown: ScaleDownCooldown | undefined,
  options: AutoscalerOptions,
  now: EpochMs,
): DeletionChoice {
  const kept = new Map<string, StayReason>();
  const deletions: NodeDeletion[] = [];
  const removable = removableOfGroups(cluster);
  let budget = options.maxScaleDownParallelism - cluster.deletions.length;
  let drainBudget = options.maxDrainParallelism - cluster.deletions.filter(({ drain }) => drain).length;

  const isEmpty = ({ podsToMove }: UnneededNode) => podsToMove.length === 0;
  for (const candidate of [...unneeded.filter(isEmpty), ...unneeded.filter((one) => !isEmpty(one))]) {
    const { node, podsToMove } = candidate;
    const nodeGroup = node.nodeGroup ?? '';
    const left = removable.get(nodeGroup) ?? 0;
    const waiting = notDue(candidate, options, now);
    if (waiting) kept.set(node.name, waiting);
    else if (cooldown) kept.set(node.name, { because: 'InCooldown', until: cooldown.until });
    else if (left <= 0) kept.set(node.name, { because: 'NodeGroupMinSizeReached' });
    else if (budget <= 0 || (podsToMove.length > 0 && drainBudget <= 0)) {
      kept.set(node.name, { because: 'ParallelismLimit' });
    } else {
      deletions.push({ node: node.name, nodeGroup, podsToMove });
      removable.set(nodeGroup, left - 1);
      budget -= 1;
      if (podsToMove.length > 0) drainBudget -= 1;
    }
  }
  return { deletions, kept };
}

/** How many nodes each group may lose, those on their way out already taken off. */
function removableOfGroups({ nodeGroups, nodes, deletions }: ClusterState): Map<string, number> {
  const deleted = new Set(deletions.map(({ node }) => node));
  return new Map(
    nodeGroups.map(({ id, targetSize, minSize }) => {
      const leaving = nodes.filter(({ name, nodeGroup }) => nodeGroup === id && deleted.has(name)).length;
      return [id, targetSize - leaving - minSize];
    }),
  );
}

function notDue({ node, since }: UnneededNode, options: AutoscalerOptions, now: EpochMs): StayReason | undefined {
  const until = plusMs(since, node.ready ? options.scaleDownUnneededMs : options.scaleDownUnreadyMs);
  if (until < now) return undefined;
  return { because: node.ready ? 'NotUnneededLongEnough' : 'NotUnreadyLongEnough', until };
}
