import type { EpochMs } from '../units.ts';
import type { NodeAssessment, StayReason } from './assessment.ts';
import { chooseDeletions, type NodeDeletion } from './deletion.ts';
import { ineligibility } from './eligibility.ts';
import type { AutoscalerMemory, ScaleDownCooldown } from './memory.ts';
import type { ClusterState } from './model.ts';
import { occupancyOf } from './occupancy.ts';
import type { AutoscalerOptions } from './options.ts';
import { findUnneeded } from './unneeded.ts';
import { utilizationOf } from './utilization.ts';

export interface ScaleDownDecision {
  /** One per node, in the order of the cluster's nodes. */
  readonly nodes: readonly NodeAssessment[];
  /** Keeps even nodes that are due; their timers run on. */
  readonly cooldown?: ScaleDownCooldown;
  readonly deletions: readonly NodeDeletion[];
  readonly memory: AutoscalerMemory;
}

export interface ScaleDownInput {
  readonly cluster: ClusterState;
  readonly memory: AutoscalerMemory;
  /** Absent: nodes may be removed. */
  readonly cooldown?: ScaleDownCooldown;
  readonly options: AutoscalerOptions;
  readonly now: EpochMs;
}

/** Finds unneeded nodes, keeps their timers, and removes those that are due. */
export function decideScaleDown({ cluster, memory, cooldown, options, now }: ScaleDownInput): ScaleDownDecision {
  const occupancies = occupancyOf(cluster.nodes, cluster.scheduledPods);
  const stays = new Map<string, StayReason>();
  const rated = occupancies.map((occupancy) => {
    const utilization = utilizationOf(occupancy, options.ignoreDaemonSetsUtilization);
    const reason = ineligibility(occupancy.node, utilization, cluster, memory, options, now);
    if (reason) stays.set(occupancy.node.name, reason);
    return { occupancy, utilization };
  });
  const candidates = occupancies.filter(({ node }) => !stays.has(node.name));

  const { unneeded, needed, unremovableUntil } = findUnneeded(candidates, occupancies, cluster, memory, options, now);
  const { deletions, kept } = chooseDeletions(unneeded, cluster, cooldown, options, now);
  for (const [node, reason] of [...needed, ...kept]) stays.set(node, reason);

  const unneededSince = new Map(unneeded.map(({ node, since }) => [node.name, since]));
  return {
    nodes: rated.map(({ occupancy: { node }, utilization }) => {
      const since = unneededSince.get(node.name);
      const reason = stays.get(node.name);
      return {
        node: node.name,
        utilization,
        ...(since !== undefined && { unneededSince: since }),
        ...(reason && { stays: reason }),
      };
    }),
    ...(cooldown && { cooldown }),
    deletions,
    memory: {
      ...memory,
      unneededSince,
      unremovableUntil,
      ...(deletions.length > 0 && { lastScaleDownDeleteAt: now }),
    },
  };
}
