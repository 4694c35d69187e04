import { isBackedOff } from '../../autoscaling/cluster-autoscaler/backoff.ts';
import { isStarting } from '../../autoscaling/cluster-autoscaler/health.ts';
import type { LoopDecision } from '../../autoscaling/cluster-autoscaler/loop.ts';
import type { ClusterState, NodeGroup } from '../../autoscaling/cluster-autoscaler/model.ts';
import type { AutoscalerOptions } from '../../autoscaling/cluster-autoscaler/options.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import { goTime, rfcTime } from './status-time.ts';
import type { Transitions } from './status-transitions.ts';

/** The status as the autoscaler's own type has it, in the order of its fields. */
export interface AutoscalerStatus {
  readonly time: string;
  readonly autoscalerStatus: 'Running';
  readonly clusterWide: Conditions;
  readonly nodeGroups: readonly (Conditions & { readonly name: string })[];
}

interface Probed {
  readonly lastProbeTime: string;
  readonly lastTransitionTime: string;
}

interface Conditions {
  readonly health: Probed & {
    readonly status: 'Healthy' | 'Unhealthy';
    readonly nodeCounts: NodeCounts;
    readonly cloudProviderTarget?: number;
    readonly minSize?: number;
    readonly maxSize?: number;
  };
  readonly scaleUp: Probed & { readonly status: 'InProgress' | 'NoActivity' | 'Backoff' };
  readonly scaleDown: Probed & { readonly status: 'CandidatesPresent' | 'NoCandidates'; readonly candidates?: number };
}

interface NodeCounts {
  readonly registered: {
    readonly total: number;
    readonly ready: number;
    readonly notStarted: number;
    readonly beingDeleted?: number;
    readonly unready: { readonly total: number; readonly resourceUnready: number };
  };
  readonly longUnregistered: number;
  readonly unregistered: number;
}

export interface Scan {
  /** As the loop found it, with what it ordered. */
  readonly cluster: ClusterState;
  readonly decision: LoopDecision;
  readonly options: AutoscalerOptions;
  readonly now: EpochMs;
}

/** What a loop has to tell, of the cluster and of each node group. */
export function statusDocument(scan: Scan, transitions: Transitions): AutoscalerStatus {
  const { cluster, now } = scan;
  return {
    time: goTime(now),
    autoscalerStatus: 'Running',
    clusterWide: conditions(scan, undefined, transitions),
    nodeGroups: cluster.nodeGroups.map((group) => ({ name: group.id, ...conditions(scan, group, transitions) })),
  };
}

/** Of one group, or of the whole cluster. */
function conditions(scan: Scan, group: NodeGroup | undefined, transitions: Transitions): Conditions {
  const { cluster, decision, now } = scan;
  const probed = (aspect: string, status: string): Probed => ({
    lastProbeTime: rfcTime(now),
    lastTransitionTime: rfcTime(transitions.since(`${group?.id ?? ''}/${aspect}`, status, now)),
  });
  const isMine = (nodeGroup: string | undefined) => group === undefined || nodeGroup === group.id;
  const isGrowing = cluster.upcoming.some(({ nodeGroup }) => isMine(nodeGroup));
  const isBackingOff = group !== undefined && isBackedOff(decision.memory.backoffs.get(group.id), now);
  const groupOf = new Map(cluster.nodes.map(({ name, nodeGroup }) => [name, nodeGroup]));
  const candidates = [...decision.memory.unneededSince.keys()].filter((node) => isMine(groupOf.get(node))).length;
  const health = decision.health.healthy ? 'Healthy' : 'Unhealthy';
  const scaleUp = isGrowing ? 'InProgress' : isBackingOff ? 'Backoff' : 'NoActivity';
  const scaleDown = candidates > 0 ? 'CandidatesPresent' : 'NoCandidates';
  return {
    health: {
      status: health,
      nodeCounts: nodeCounts(scan, isMine),
      ...(group && { cloudProviderTarget: group.targetSize, minSize: group.minSize, maxSize: group.maxSize }),
      ...probed('health', health),
    },
    scaleUp: { status: scaleUp, ...probed('scaleUp', scaleUp) },
    scaleDown: { status: scaleDown, ...(candidates > 0 && { candidates }), ...probed('scaleDown', scaleDown) },
  };
}

function nodeCounts({ cluster, options, now }: Scan, isMine: (group: string | undefined) => boolean): NodeCounts {
  const nodes = cluster.nodes.filter(({ nodeGroup }) => isMine(nodeGroup));
  const deleted = new Set(cluster.deletions.map(({ node }) => node));
  const beingDeleted = nodes.filter(({ name }) => deleted.has(name)).length;
  const staying = nodes.filter(({ name }) => !deleted.has(name));
  const ready = staying.filter((node) => node.ready).length;
  const notStarted = staying.filter((node) => isStarting(node, now, options)).length;
  return {
    registered: {
      total: nodes.length,
      ready,
      notStarted,
      ...(beingDeleted > 0 && { beingDeleted }),
      unready: { total: staying.length - ready - notStarted, resourceUnready: 0 },
    },
    longUnregistered: 0,
    unregistered: cluster.upcoming.filter(({ nodeGroup }) => isMine(nodeGroup)).length,
  };
}
