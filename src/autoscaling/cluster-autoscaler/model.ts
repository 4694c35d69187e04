import type { Toleration } from '../objects.ts';
import type { Labels } from '../selector.ts';
import type { EpochMs } from '../units.ts';

/** The cluster as the autoscaler's simulations see it: what scheduling depends on and nothing else. */

export interface PodRequests {
  readonly cpuMillicores: number;
  readonly memoryBytes: number;
}

export interface NodeResources extends PodRequests {
  /** How many pods the kubelet accepts. */
  readonly pods: number;
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

export interface SimulatedPod {
  readonly namespace: string;
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly requests: PodRequests;
  readonly nodeSelector: Labels;
  readonly tolerations: readonly Toleration[];
  readonly priority: number;
  /** The owner that would create the pod again. */
  readonly controller?: { readonly kind: string; readonly uid: string };
  /** Has an emptyDir or hostPath volume, which would be lost. */
  readonly usesLocalStorage: boolean;
  /** Where it runs; absent for pending pods. */
  readonly nodeName?: string;
}

export interface SimulatedNode {
  readonly name: string;
  /** Id of its group; absent: the autoscaler does not manage it. */
  readonly nodeGroup?: string;
  readonly createdAt: EpochMs;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly taints: readonly Taint[];
  /** Cordoned. */
  readonly unschedulable: boolean;
  readonly ready: boolean;
  readonly capacity: NodeResources;
  /** Capacity less what system daemons reserve. */
  readonly allocatable: NodeResources;
}

/** What a new node of a group looks like, before any workload runs on it. */
export interface NodeTemplate {
  readonly labels: Labels;
  readonly taints: readonly Taint[];
  readonly capacity: NodeResources;
  readonly allocatable: NodeResources;
  readonly daemonSetPods: readonly SimulatedPod[];
}

export interface NodeGroup {
  readonly id: string;
  readonly minSize: number;
  readonly maxSize: number;
  /** Nodes asked for, those not there yet included. */
  readonly targetSize: number;
  readonly template: NodeTemplate;
  /** Absent: healthy. */
  readonly healthy?: boolean;
  readonly pricePerHourUsd?: number;
}

/** A node that was asked for and has not registered yet. */
export interface UpcomingNode {
  readonly name: string;
  readonly nodeGroup: string;
  readonly requestedAt: EpochMs;
}

export interface DisruptionBudget {
  readonly namespace: string;
  readonly selects: (labels: Labels) => boolean;
  readonly disruptionsAllowed: number;
}

export interface ClusterState {
  readonly nodeGroups: readonly NodeGroup[];
  readonly nodes: readonly SimulatedNode[];
  readonly upcoming: readonly UpcomingNode[];
  /** Pods bound to a node, finished ones left out. */
  readonly scheduledPods: readonly SimulatedPod[];
  /** Pods the scheduler marked unschedulable. */
  readonly unschedulablePods: readonly SimulatedPod[];
  readonly disruptionBudgets: readonly DisruptionBudget[];
  /** Nodes that earlier loops started to delete. */
  readonly deletions: readonly { readonly node: string; readonly drain: boolean }[];
}

/** An Event the autoscaler writes. */
export interface AutoscalerEvent {
  readonly about:
    | { readonly kind: 'Pod'; readonly namespace: string; readonly name: string }
    | { readonly kind: 'Node'; readonly name: string }
    /** kube-system/cluster-autoscaler-status, the autoscaler's log. */
    | { readonly kind: 'ConfigMap' };
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** Whether a DaemonSet owns the pod: it goes with its node and is not moved. */
export function isDaemonSetPod(pod: SimulatedPod): boolean {
  return pod.controller?.kind === 'DaemonSet';
}

/** Whether the pod shows a static pod of a kubelet: it cannot be moved, and does not hold a node back. */
export function isMirrorPod(pod: SimulatedPod): boolean {
  return 'kubernetes.io/config.mirror' in pod.annotations;
}
