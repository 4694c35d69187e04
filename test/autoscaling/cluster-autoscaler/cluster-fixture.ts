import type {
  ClusterState,
  NodeGroup,
  NodeResources,
  SimulatedNode,
  SimulatedPod,
} from '../../../src/autoscaling/cluster-autoscaler/model.ts';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';

export const minuteMs = 60_000;
export const gibibyte = 1024 ** 3;
export const now = epochMs(Date.UTC(2026, 0, 5, 12));

/** Capacity or allocatable of so many cores and GiB. */
export function resources(cores: number, gib: number, pods = 110): NodeResources {
  return { cpuMillicores: cores * 1000, memoryBytes: gib * gibibyte, pods };
}

/** A pod of a ReplicaSet that requests millicores and GiB, created a minute ago. */
export function pod(
  name: string,
  cpuMillicores: number,
  gib: number,
  overrides: Partial<SimulatedPod> = {},
): SimulatedPod {
  return {
    namespace: 'default',
    name,
    createdAt: plusMs(now, -minuteMs),
    labels: { app: 'web' },
    annotations: {},
    requests: { cpuMillicores, memoryBytes: gib * gibibyte },
    nodeSelector: {},
    tolerations: [],
    priority: 0,
    controller: { kind: 'ReplicaSet', uid: 'web' },
    usesLocalStorage: false,
    ...overrides,
  };
}

/** `count` equal pods. */
export function pods(count: number, cpuMillicores: number, gib: number, overrides: Partial<SimulatedPod> = {}) {
  return Array.from({ length: count }, (_, i) => pod(`pod-${i}`, cpuMillicores, gib, overrides));
}

/** A ready node of group `pool`, an hour old. */
export function node(name: string, cores: number, gib: number, overrides: Partial<SimulatedNode> = {}): SimulatedNode {
  return {
    name,
    nodeGroup: 'pool',
    createdAt: plusMs(now, -60 * minuteMs),
    labels: {},
    annotations: {},
    taints: [],
    unschedulable: false,
    ready: true,
    capacity: resources(cores, gib),
    allocatable: resources(cores, gib),
    ...overrides,
  };
}

/** A group of nodes of this size, 0 to 10 of them. */
export function group(id: string, cores: number, gib: number, overrides: Partial<NodeGroup> = {}): NodeGroup {
  return {
    id,
    minSize: 0,
    maxSize: 10,
    targetSize: 0,
    template: {
      labels: {},
      taints: [],
      capacity: resources(cores, gib),
      allocatable: resources(cores, gib),
      daemonSetPods: [],
    },
    ...overrides,
  };
}

/** A cluster without anything, but for what is given. */
export function cluster(parts: Partial<ClusterState>): ClusterState {
  return {
    nodeGroups: [],
    nodes: [],
    upcoming: [],
    scheduledPods: [],
    unschedulablePods: [],
    disruptionBudgets: [],
    deletions: [],
    ...parts,
  };
}
