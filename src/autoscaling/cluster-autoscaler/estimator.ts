import type { NodeGroup, NodeTemplate, SimulatedPod } from './model.ts';
import { freshNode, type NodeOccupancy } from './occupancy.ts';
import type { PodGroup } from './pod-groups.ts';
import { placeFirstFit } from './predicates.ts';

/** How many nodes of a group pending pods need, and which of them those nodes help. */
export interface Estimate {
  readonly nodeCount: number;
  readonly pods: readonly SimulatedPod[];
}

/**
 * First-fit decreasing bin packing: large pods first, each onto the first new node it fits, else onto one more node. Stops
 * adding at `maxNewNodes`. Nodes that received no pod do not count.
 */
export function estimateNodes(podGroups: readonly PodGroup[], nodeGroup: NodeGroup, maxNewNodes: number): Estimate {
  const added: NodeOccupancy[] = [];
  const withPods = new Set<NodeOccupancy>();
  const helped: SimulatedPod[] = [];
  const placed = (pod: SimulatedPod, candidates: readonly NodeOccupancy[]): boolean => {
    const node = placeFirstFit(pod, candidates);
    if (!node) return false;
    withPods.add(node);
    helped.push(pod);
    return true;
  };

  for (const { pods } of byDecreasingSize(podGroups, nodeGroup.template)) {
    const firstUnplaced = pods.findIndex((pod) => !placed(pod, added));
    if (firstUnplaced < 0) continue;
    for (const pod of pods.slice(firstUnplaced)) {
      // Equal pods: where the previous one did not fit, this one does not either, except on the node added last.
      const last = added.at(-1);
      if (last && placed(pod, [last])) continue;
      // An empty node that the pod does not fit says that a further one would not help.
      if (last && !withPods.has(last)) break;
      if (added.length >= maxNewNodes) break;
      const next = freshNode(nodeGroup.template, nodeGroup.id, `${nodeGroup.id}-new-${added.length}`);
      added.push(next);
      if (!placed(pod, [next])) break;
    }
  }
  return { nodeCount: withPods.size, pods: helped };
}

function byDecreasingSize(podGroups: readonly PodGroup[], template: NodeTemplate): readonly PodGroup[] {
  return podGroups
    .map((group) => ({ group, size: sizeOf(group.pods[0], template) }))
    .sort((a, b) => b.size - a.size)
    .map(({ group }) => group);
}

/** The share of a node that a pod takes: of cpu plus of memory. */
function sizeOf({ requests }: SimulatedPod, { allocatable }: NodeTemplate): number {
  const share = (request: number, available: number) => (available > 0 ? request / available : 0);
  return (
    share(requests.cpuMillicores, allocatable.cpuMillicores) + share(requests.memoryBytes, allocatable.memoryBytes)
  );
}
