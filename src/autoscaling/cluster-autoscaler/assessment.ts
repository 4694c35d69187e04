import type { EpochMs } from '../units.ts';
import type { BlockingReason } from './drainability.ts';
import type { SimulatedPod } from './model.ts';
import type { NodeUtilization } from './utilization.ts';

/** Why a node stays, in the autoscaler's own names where it has one. */
export type StayReason =
  | {
      readonly because:
        | 'NotAutoscaled'
        | 'ScaleDownDisabledAnnotation'
        | 'CurrentlyBeingDeleted'
        | 'NotUnderutilized'
        | 'NodeGroupMinSizeReached'
        /** As many nodes are being removed as may be at once. */
        | 'ParallelismLimit';
    }
  | { readonly because: 'NoPlaceToMovePods'; readonly pod: SimulatedPod }
  | { readonly because: 'BlockedByPod'; readonly pod: SimulatedPod; readonly blocking: BlockingReason }
  /** It is tried again, or removed, after `until`. */
  | {
      readonly because: 'RecentlyUnremovable' | 'NotUnneededLongEnough' | 'NotUnreadyLongEnough' | 'InCooldown';
      readonly until: EpochMs;
    };

/** What scale-down thinks of one node. */
export interface NodeAssessment {
  readonly node: string;
  readonly utilization: NodeUtilization;
  /** Since when it is unneeded without a break; absent: it is needed. */
  readonly unneededSince?: EpochMs;
  /** Absent: it is being removed. */
  readonly stays?: StayReason;
}
