import { type EpochMs, epochMs } from '../units.ts';
import { type Backoff, isBackedOff } from './backoff.ts';
import { estimateNodes } from './estimator.ts';
import { chooseOption, type ExpansionOption } from './expander.ts';
import type { ClusterState, NodeGroup, SimulatedPod } from './model.ts';
import { freshNode } from './occupancy.ts';
import type { AutoscalerOptions } from './options.ts';
import { groupEquivalentPods, type PodGroup } from './pod-groups.ts';
import { whyNotSchedulable } from './predicates.ts';
import type { PricingModel } from './price.ts';

/** Why a node group was not considered at all. */
export type SkipReason = 'in backoff after failed scale-up' | 'max node group size reached' | 'not ready for scale-up';

/** What became of one node group in a scale-up decision. */
export interface NodeGroupVerdict {
  readonly nodeGroup: string;
  readonly skipped?: SkipReason;
  /** The pods it could hold, and how many nodes that takes. Absent when it can help none. */
  readonly option?: { readonly nodeCount: number; readonly pods: readonly SimulatedPod[] };
}

/** A pod no group can help, and why not: the reason a group was skipped, or what its nodes lack. */
export interface UnhelpedPod {
  readonly pod: SimulatedPod;
  readonly reasons: readonly string[];
}

export type ScaleUpDecision =
  /** No pod waits for a node. */
  | { readonly outcome: 'not-needed' }
  /** All pods are very new: one loop is waited for more of them, and no node is removed meanwhile. */
  | { readonly outcome: 'waiting'; readonly pods: readonly SimulatedPod[] }
  | { readonly outcome: 'max-nodes-total-reached'; readonly pods: readonly SimulatedPod[] }
  | {
      readonly outcome: 'no-options';
      readonly groups: readonly NodeGroupVerdict[];
      readonly unhelped: readonly UnhelpedPod[];
    }
  | {
      readonly outcome: 'scale-up';
      readonly nodeGroup: string;
      readonly fromSize: number;
      readonly toSize: number;
      readonly maxSize: number;
      /** The pods the new nodes are for. */
      readonly pods: readonly SimulatedPod[];
      readonly groups: readonly NodeGroupVerdict[];
      /** Whether the number of nodes was cut to the limit of the cluster. */
      readonly cappedByMaxNodesTotal: boolean;
    };

export interface ScaleUpInput {
  readonly cluster: ClusterState;
  /** Pods that need new nodes: those that neither existing nor upcoming nodes have room for. */
  readonly pods: readonly SimulatedPod[];
  readonly backoffs: ReadonlyMap<string, Backoff>;
  readonly options: AutoscalerOptions;
  readonly now: EpochMs;
  readonly random: () => number;
  readonly pricing?: PricingModel;
}

/** Whether to add nodes, of which group and how many. At most one group grows in a loop. */
export function decideScaleUp(input: ScaleUpInput): ScaleUpDecision {
  const { cluster, pods, options, now, random, pricing } = input;
  if (pods.length === 0) return { outcome: 'not-needed' };
  const nodeCount = cluster.nodes.length + cluster.upcoming.length;
  const roomInCluster = options.maxNodesTotal > 0 ? options.maxNodesTotal - nodeCount : Number.POSITIVE_INFINITY;
  if (roomInCluster <= 0) return { outcome: 'max-nodes-total-reached', pods };
  if (areAllVeryNew(pods, now, options)) return { outcome: 'waiting', pods };

  const podGroups = groupEquivalentPods(pods);
  const considered = cluster.nodeGroups.map((group) => considerNodeGroup(group, podGroups, roomInCluster, input));
  const verdicts = considered.map(({ verdict }) => verdict);
  const expansions = considered.flatMap(({ expansion }) => expansion ?? []);
  const best = chooseOption(expansions, options.expanders, { random, nodeCount, ...(pricing && { pricing }) });
  if (!best) {
    return { outcome: 'no-options', groups: verdicts, unhelped: unhelpedPods(podGroups, considered) };
  }
  const { id, targetSize, maxSize } = best.nodeGroup;
  const wanted = Math.min(best.nodeCount, maxSize - targetSize);
  return {
    outcome: 'scale-up',
    nodeGroup: id,
    fromSize: targetSize,
    toSize: targetSize + Math.min(wanted, roomInCluster),
    maxSize,
    pods: best.pods,
    groups: verdicts,
    cappedByMaxNodesTotal: wanted > roomInCluster,
  };
}

interface ConsideredGroup {
  readonly verdict: NodeGroupVerdict;
  readonly expansion?: ExpansionOption;
  /** Per pod group what a new node lacks for it; empty: it fits. Absent for skipped groups. */
  readonly misfits?: readonly (readonly string[])[];
}

function considerNodeGroup(
  nodeGroup: NodeGroup,
  podGroups: readonly PodGroup[],
  roomInCluster: number,
  { backoffs, options, now }: ScaleUpInput,
): ConsideredGroup {
  const skipped = skipReason(nodeGroup, backoffs.get(nodeGroup.id), now);
  if (skipped) return { verdict: { nodeGroup: nodeGroup.id, skipped } };
  const misfits = podGroups.map(({ pods }) =>
    whyNotSchedulable(pods[0], freshNode(nodeGroup.template, nodeGroup.id, `${nodeGroup.id}-template`)),
  );
  const fitting = podGroups.filter((_, index) => misfits[index]?.length === 0);
  const maxNewNodes = Math.min(options.maxNodesPerScaleUp, nodeGroup.maxSize - nodeGroup.targetSize, roomInCluster);
  const { nodeCount, pods } = estimateNodes(fitting, nodeGroup, maxNewNodes);
  if (nodeCount === 0) return { verdict: { nodeGroup: nodeGroup.id }, misfits };
  return {
    verdict: { nodeGroup: nodeGroup.id, option: { nodeCount, pods } },
    expansion: { nodeGroup, nodeCount, pods },
    misfits,
  };
}

function skipReason(nodeGroup: NodeGroup, backoff: Backoff | undefined, now: EpochMs): SkipReason | undefined {
  if (nodeGroup.healthy === false) return 'not ready for scale-up';
  if (isBackedOff(backoff, now)) return 'in backoff after failed scale-up';
  if (nodeGroup.targetSize >= nodeGroup.maxSize) return 'max node group size reached';
  return undefined;
}

function areAllVeryNew(pods: readonly SimulatedPod[], now: EpochMs, options: AutoscalerOptions): boolean {
  const oldest = epochMs(Math.min(...pods.map(({ createdAt }) => createdAt)));
  return oldest + options.unschedulablePodBufferMs > now;
}

/** Pods that fit a new node of some group are not among them, even when that group could not grow enough. */
function unhelpedPods(podGroups: readonly PodGroup[], considered: readonly ConsideredGroup[]): readonly UnhelpedPod[] {
  const skips = considered.flatMap(({ verdict }) => verdict.skipped ?? []);
  return podGroups.flatMap(({ pods }, index) => {
    const misfits = considered.flatMap((group) => (group.misfits ? [group.misfits[index] ?? []] : []));
    if (misfits.some((reasons) => reasons.length === 0)) return [];
    const reasons = [...skips, ...misfits.flat()];
    return pods.map((pod) => ({ pod, reasons }));
  });
}
