import type { EpochMs } from '../units.ts';
import type { StayReason } from './assessment.ts';
import type { AutoscalerMemory } from './memory.ts';
import type { ClusterState, SimulatedNode } from './model.ts';
import type { AutoscalerOptions } from './options.ts';
import type { NodeUtilization } from './utilization.ts';

/** On a node: "true" keeps it from being removed. */
const scaleDownDisabledAnnotation = 'cluster-autoscaler.kubernetes.io/scale-down-disabled';

/**
 * Why a node is no candidate for removal, before it is asked whether its pods could move; undefined: it is one. A node at exactly
 * the utilization threshold is a candidate.
 */
export function ineligibility(
  node: SimulatedNode,
  utilization: NodeUtilization,
  cluster: ClusterState,
  memory: AutoscalerMemory,
  options: AutoscalerOptions,
  now: EpochMs,
): StayReason | undefined {
  if (cluster.deletions.some((deletion) => deletion.node === node.name)) return { because: 'CurrentlyBeingDeleted' };
  const group = cluster.nodeGroups.find(({ id }) => id === node.nodeGroup);
  if (!group) return { because: 'NotAutoscaled' };
  if (group.targetSize <= group.minSize) return { because: 'NodeGroupMinSizeReached' };
  const until = memory.unremovableUntil.get(node.name);
  if (until !== undefined && until > now) return { because: 'RecentlyUnremovable', until };
  if (node.annotations[scaleDownDisabledAnnotation] === 'true') return { because: 'ScaleDownDisabledAnnotation' };
  if (utilization.highest > options.scaleDownUtilizationThreshold) return { because: 'NotUnderutilized' };
  return undefined;
}
