/** How the autoscaler decides between groups that could help; several filter one after the other. */
export type ExpanderName = 'least-waste' | 'most-pods' | 'least-nodes' | 'price' | 'random';

/** The flags of the cluster autoscaler that Harmony follows. */
export interface AutoscalerOptions {
  readonly scanIntervalMs: number;
  /** Pending pods younger than this are left to the scheduler. */
  readonly newPodScaleUpDelayMs: number;
  /** While all pending pods are younger than this, one loop is waited for more of them. */
  readonly unschedulablePodBufferMs: number;
  /** Nodes of the whole cluster; 0: no limit. */
  readonly maxNodesTotal: number;
  readonly maxNodesPerScaleUp: number;
  readonly expanders: readonly ExpanderName[];
  /** A node that was asked for and does not register in this time is given up. */
  readonly maxNodeProvisionMs: number;
  readonly initialBackoffMs: number;
  readonly maxBackoffMs: number;
  readonly backoffResetMs: number;
  /** Nothing is done while more than this percentage of nodes is unready, */
  readonly maxUnreadyPercentage: number;
  /** unless it is no more than this many. */
  readonly okUnreadyCount: number;
  /** Highest share of allocatable that is requested on a node that may go. */
  readonly scaleDownUtilizationThreshold: number;
  readonly scaleDownUnneededMs: number;
  readonly scaleDownUnreadyMs: number;
  readonly scaleDownDelayAfterAddMs: number;
  readonly scaleDownDelayAfterDeleteMs: number;
  readonly scaleDownDelayAfterFailureMs: number;
  /** How long a node whose pods could not be moved is not looked at again. */
  readonly unremovableRecheckMs: number;
  readonly maxScaleDownParallelism: number;
  readonly maxDrainParallelism: number;
  readonly ignoreDaemonSetsUtilization: boolean;
  readonly skipNodesWithSystemPods: boolean;
  readonly skipNodesWithLocalStorage: boolean;
  /** Between the taint and the deletion of a node. */
  readonly nodeDeleteDelayAfterTaintMs: number;
  /** The longest an evicted pod is given to end. */
  readonly maxGracefulTerminationMs: number;
}

const minuteMs = 60_000;

/** The flags as the autoscaler ships. */
export const defaultOptions: AutoscalerOptions = {
  scanIntervalMs: 10_000,
  newPodScaleUpDelayMs: 0,
  unschedulablePodBufferMs: 2_000,
  maxNodesTotal: 0,
  maxNodesPerScaleUp: 1000,
  expanders: ['least-waste'],
  maxNodeProvisionMs: 15 * minuteMs,
  initialBackoffMs: 5 * minuteMs,
  maxBackoffMs: 30 * minuteMs,
  backoffResetMs: 180 * minuteMs,
  maxUnreadyPercentage: 45,
  okUnreadyCount: 3,
  scaleDownUtilizationThreshold: 0.5,
  scaleDownUnneededMs: 10 * minuteMs,
  scaleDownUnreadyMs: 20 * minuteMs,
  scaleDownDelayAfterAddMs: 10 * minuteMs,
  scaleDownDelayAfterDeleteMs: 0,
  scaleDownDelayAfterFailureMs: 3 * minuteMs,
  unremovableRecheckMs: 5 * minuteMs,
  maxScaleDownParallelism: 10,
  maxDrainParallelism: 1,
  ignoreDaemonSetsUtilization: false,
  skipNodesWithSystemPods: true,
  skipNodesWithLocalStorage: true,
  nodeDeleteDelayAfterTaintMs: 5_000,
  maxGracefulTerminationMs: 10 * minuteMs,
};
