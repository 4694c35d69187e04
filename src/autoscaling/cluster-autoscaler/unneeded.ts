import { type EpochMs, plusMs } from '../units.ts';
import type { StayReason } from './assessment.ts';
import type { UnneededNode } from './deletion.ts';
import type { AutoscalerMemory } from './memory.ts';
import { type ClusterState, isDaemonSetPod, isMirrorPod } from './model.ts';
import type { NodeOccupancy } from './occupancy.ts';
import type { AutoscalerOptions } from './options.ts';
import { RemovalSimulation } from './removal.ts';

/** Which candidates nothing needs, in the order they were tried. */
export interface UnneededNodes {
  readonly unneeded: readonly UnneededNode[];
  readonly needed: ReadonlyMap<string, StayReason>;
  readonly unremovableUntil: ReadonlyMap<string, EpochMs>;
}

/**
 * Tries to move the pods of each candidate to other ready nodes: empty nodes first, then those that were unneeded before. One that
 * fails is not tried again for five minutes, and its timer starts over.
 */
export function findUnneeded(
  candidates: readonly NodeOccupancy[],
  all: readonly NodeOccupancy[],
  cluster: ClusterState,
  memory: AutoscalerMemory,
  options: AutoscalerOptions,
  now: EpochMs,
): UnneededNodes {
  const deleted = new Set(cluster.deletions.map(({ node }) => node));
  const places = all.filter(({ node }) => node.ready && !deleted.has(node.name));
  const simulation = new RemovalSimulation(places, cluster.disruptionBudgets, options);
  const unneeded: UnneededNode[] = [];
  const needed = new Map<string, StayReason>();
  const unremovableUntil = new Map([...memory.unremovableUntil].filter(([, until]) => until > now));

  for (const occupancy of inOrderOfTrial(candidates, memory)) {
    const { node } = occupancy;
    const removal = simulation.tryRemove(occupancy);
    if (removal.possible) {
      const since = memory.unneededSince.get(node.name) ?? now;
      unneeded.push({ node, since, podsToMove: removal.podsToMove });
    } else {
      needed.set(node.name, removal.stays);
      unremovableUntil.set(node.name, plusMs(now, options.unremovableRecheckMs));
    }
  }
  return { unneeded, needed, unremovableUntil };
}

function inOrderOfTrial(candidates: readonly NodeOccupancy[], memory: AutoscalerMemory): readonly NodeOccupancy[] {
  const rank = ({ node, pods }: NodeOccupancy): number => {
    if (pods.every((pod) => isDaemonSetPod(pod) || isMirrorPod(pod))) return 0;
    return memory.unneededSince.has(node.name) ? 1 : 2;
  };
  return candidates
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ candidate }) => candidate);
}
