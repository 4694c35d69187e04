import { type EpochMs, plusMs } from '../units.ts';
import { overdueNodeEvents, scaleDownEvents, scaleUpEvents, unhealthyEvent } from './events.ts';
import { type ClusterHealth, clusterHealth, overdueNodes } from './health.ts';
import { type AutoscalerMemory, rememberFailedScaleUp, type ScaleDownCooldown, scaleDownCooldown } from './memory.ts';
import type { AutoscalerEvent, ClusterState, UpcomingNode } from './model.ts';
import type { AutoscalerOptions } from './options.ts';
import { helpedByExistingNodes, type PendingPods } from './pending-pods.ts';
import type { PricingModel } from './price.ts';
import { decideScaleDown, type ScaleDownDecision } from './scale-down.ts';
import { decideScaleUp, type ScaleUpDecision } from './scale-up.ts';

/** All that one loop concluded. The caller carries it out and passes `memory` to the next loop. */
export interface LoopDecision {
  readonly health: ClusterHealth;
  /** Nodes that did not come up in time, to be taken back; their groups are backed off. */
  readonly overdue: readonly UpcomingNode[];
  /** Both absent while the cluster is unhealthy. */
  readonly scaleUp?: ScaleUpDecision;
  readonly scaleDown?: ScaleDownDecision;
  readonly events: readonly AutoscalerEvent[];
  readonly memory: AutoscalerMemory;
  /** Whether the next loop begins at once instead of after the scan interval. */
  readonly again: boolean;
}

export interface LoopInput {
  readonly cluster: ClusterState;
  readonly memory: AutoscalerMemory;
  readonly options: AutoscalerOptions;
  readonly now: EpochMs;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly pricing?: PricingModel;
}

/**
 * One loop of the cluster autoscaler: give up nodes that never came, add nodes for pending pods, judge which nodes are unneeded
 * and remove those that are due. Unneeded nodes are judged in every loop; only removing waits.
 */
export function runLoop(input: LoopInput): LoopDecision {
  const { options, now, random, pricing } = input;
  const overdue = overdueNodes(input.cluster, now, options);
  const cluster = withoutNodes(input.cluster, overdue);
  const memory = withBackoffs(input.memory, overdue, now, options);
  const health = clusterHealth(cluster.nodes, now, options);
  const unhealthy = unhealthyEvent(health);
  if (unhealthy) {
    const events = [...overdueNodeEvents(overdue), unhealthy];
    return { health, overdue, events, memory: { ...memory, unneededSince: new Map() }, again: false };
  }

  const { placed, unhelped } = helpedByExistingNodes(cluster, now, options);
  const scaleUp = decideScaleUp({
    cluster,
    pods: unhelped,
    backoffs: memory.backoffs,
    options,
    now,
    random,
    ...(pricing && { pricing }),
  });
  const grows = scaleUp.outcome === 'scale-up';
  const afterScaleUp = grows ? { ...memory, lastScaleUpAt: now } : memory;
  const cooldown = cooldownAfter(scaleUp, afterScaleUp, now, options);
  const scaleDown = decideScaleDown({
    cluster: withPlacedPods(cluster, placed),
    memory: afterScaleUp,
    options,
    now,
    ...(cooldown && { cooldown }),
  });
  return {
    health,
    overdue,
    scaleUp,
    scaleDown,
    events: [...overdueNodeEvents(overdue), ...scaleUpEvents(scaleUp, options), ...scaleDownEvents(scaleDown)],
    memory: scaleDown.memory,
    again: grows || scaleDown.deletions.length > 0,
  };
}

function cooldownAfter(
  scaleUp: ScaleUpDecision,
  memory: AutoscalerMemory,
  now: EpochMs,
  options: AutoscalerOptions,
): ScaleDownCooldown | undefined {
  if (scaleUp.outcome !== 'waiting') return scaleDownCooldown(memory, now, options);
  return { because: 'new-pods', until: plusMs(now, options.scanIntervalMs) };
}

function withBackoffs(
  memory: AutoscalerMemory,
  overdue: readonly UpcomingNode[],
  now: EpochMs,
  options: AutoscalerOptions,
): AutoscalerMemory {
  const groups = new Set(overdue.map(({ nodeGroup }) => nodeGroup));
  return [...groups].reduce((known, group) => rememberFailedScaleUp(known, group, now, options), memory);
}

/** Pods that the scheduler is about to bind keep their nodes needed. */
function withPlacedPods(cluster: ClusterState, placed: PendingPods['placed']): ClusterState {
  const bound = placed.map(({ pod, node }) => ({ ...pod, nodeName: node }));
  return { ...cluster, scheduledPods: [...cluster.scheduledPods, ...bound] };
}

function withoutNodes(cluster: ClusterState, removed: readonly UpcomingNode[]): ClusterState {
  if (removed.length === 0) return cluster;
  const names = new Set(removed.map(({ name }) => name));
  return {
    ...cluster,
    upcoming: cluster.upcoming.filter(({ name }) => !names.has(name)),
    nodeGroups: cluster.nodeGroups.map((group) => ({
      ...group,
      targetSize: group.targetSize - removed.filter(({ nodeGroup }) => nodeGroup === group.id).length,
    })),
  };
}
