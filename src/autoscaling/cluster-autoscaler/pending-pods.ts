import type { EpochMs } from '../units.ts';
import { isStarting } from './health.ts';
import type { ClusterState, SimulatedPod } from './model.ts';
import { freshNode, type NodeOccupancy, occupancyOf } from './occupancy.ts';
import type { AutoscalerOptions } from './options.ts';
import { placeFirstFit } from './predicates.ts';

/** Kubernetes puts it on a node that is not ready, so also on one that is starting, from which it will go. */
const notReadyTaint = 'node.kubernetes.io/not-ready';

/** Pending pods, split by whether the nodes that exist or come up anyway have room for them. */
export interface PendingPods {
  readonly placed: readonly { readonly pod: SimulatedPod; readonly node: string }[];
  readonly unhelped: readonly SimulatedPod[];
}

/**
 * Puts unschedulable pods on nodes that are ready, starting or asked for, those of higher priority first. What is left needs new
 * nodes, except pods younger than the delay for new pods.
 */
export function helpedByExistingNodes(cluster: ClusterState, now: EpochMs, options: AutoscalerOptions): PendingPods {
  const nodes = placesForPods(cluster, now, options);
  const placed: { pod: SimulatedPod; node: string }[] = [];
  const unhelped: SimulatedPod[] = [];
  for (const pod of cluster.unschedulablePods.toSorted((a, b) => b.priority - a.priority)) {
    const place = placeFirstFit(pod, nodes);
    if (place) placed.push({ pod, node: place.node.name });
    else if (pod.createdAt + options.newPodScaleUpDelayMs <= now) unhelped.push(pod);
  }
  return { placed, unhelped };
}

/** Nodes that pods can go to now or soon. Nodes being deleted and broken ones are no place. */
export function placesForPods(
  cluster: ClusterState,
  now: EpochMs,
  options: AutoscalerOptions,
): readonly NodeOccupancy[] {
  const deleted = new Set(cluster.deletions.map(({ node }) => node));
  const usable = cluster.nodes
    .filter((node) => !deleted.has(node.name) && (node.ready || isStarting(node, now, options)))
    .map((node) => (node.ready ? node : { ...node, taints: node.taints.filter(({ key }) => key !== notReadyTaint) }));
  const upcoming = cluster.upcoming.flatMap(({ name, nodeGroup }) => {
    const group = cluster.nodeGroups.find(({ id }) => id === nodeGroup);
    return group ? [freshNode(group.template, nodeGroup, name)] : [];
  });
  return [...occupancyOf(usable, cluster.scheduledPods), ...upcoming];
}
