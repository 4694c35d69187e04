import type { EpochMs } from '../units.ts';

/** What a cockpit has watched of one HPA: it stands in for the memory of the controller, as far as it reaches. */
export interface Seen {
  /** Oldest first. */
  readonly counts: readonly SeenCount[];
  /** Changes of the target's count that this HPA made, oldest first. */
  readonly rescales: readonly SeenRescale[];
}

export interface SeenCount {
  readonly at: EpochMs;
  readonly current: number;
  readonly desired: number;
  /** What the metrics alone wanted then, as the explanation of that moment had it. */
  readonly wants?: number;
}

export interface SeenRescale {
  readonly at: EpochMs;
  readonly from: number;
  readonly to: number;
}

/** A core/v1 Event, as far as an explanation needs it. Times are RFC 3339. */
export interface HpaEvent {
  readonly type: string;
  readonly reason: string;
  readonly message?: string;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  /** Events of events.k8s.io have no other time. */
  readonly eventTime?: string | null;
  readonly involvedObject: {
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
    readonly uid?: string;
  };
}
