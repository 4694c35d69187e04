import type { EpochMs } from '../autoscaling/units.ts';
import type { ClusterIdentity } from '../cluster/port.ts';
import type { Scenario } from '../scenario/model.ts';
import type { DirectorPosition } from './observation.ts';
import type { Playback } from './playback.ts';
import type { SessionState } from './state.ts';

/** What a person or the director may ask for. */
export type Action =
  | { readonly type: 'flipMode'; readonly mode: string }
  | { readonly type: 'startLoad'; readonly load: string }
  | { readonly type: 'reset' }
  /** Sets the replicas of the first workload. */
  | { readonly type: 'scale'; readonly replicas: number }
  /** Puts back everything as this run found it. */
  | { readonly type: 'restore' }
  | { readonly type: 'nextCue' }
  /** Goes past the next cue of the act: what it says and waits for is left out and its load is not started, but its mode is entered. */
  | { readonly type: 'skipCue' }
  /** Goes to the beginning of an act, by its index. Acts in between are left out. */
  | { readonly type: 'goToAct'; readonly act: number }
  | { readonly type: 'previousCue' }
  | { readonly type: 'toggleAutopilot' };

export type ActionOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** What a person is asked before the first change to a cluster. */
export interface Confirmation {
  /** A question that names the context. */
  readonly title: string;
  /** What is about to happen, and where. */
  readonly lines: readonly string[];
}

/** How a second terminal is attached to a run on the stage. */
export interface Attachment {
  /** Whether its keys act on the run, or it only looks on. */
  readonly drives: boolean;
}

/** One run, as the screen sees it. */
export interface Session {
  readonly scenario: Scenario;
  readonly identity: ClusterIdentity;
  readonly store: SessionStore;
  /** Time on the cluster's clock, for ages and countdowns. */
  now(): EpochMs;
  /** Virtual seconds per real second; 1 on a real cluster. */
  readonly speed: number;
  /** Of a recorded run; absent: the run goes on now. */
  readonly playback?: Playback | undefined;
  /** Of a run in another process; absent: the run is this process's own. */
  readonly attached?: Attachment;
  /** Does it, once what is being done is done, or says why not. Never rejects. */
  dispatch(action: Action): Promise<ActionOutcome>;
  /** Why an action is not possible now; undefined when it is, be it after what is being done. */
  refusal(action: Action): string | undefined;
  /** What an action that is possible has to wait for; undefined when it begins at once. */
  waitsFor(action: Action): string | undefined;
  /**
   * What has to be confirmed before the action may change the cluster: once per context and namespace of a run. Undefined where nothing has to
   * be. An action that is dispatched without it is refused.
   */
  confirmation(action: Action): Confirmation | undefined;
  /** A person has confirmed what {@link Session.confirmation} told. */
  confirm(action: Action): void;
  /** How many objects differ, by what this run did, from how it found them. None on an embedded cluster, which goes with the run. */
  outstanding(): number;
  /** Puts back what {@link Session.outstanding} counts: the `restore` action. Never rejects. */
  restore(): Promise<ActionOutcome>;
  /** Why this run may change nothing on the cluster, whoever else does; undefined where it may. */
  readOnly(): string | undefined;
  /** Who else changes this target, as `alice@laptop pid 4711`: this run is read-only until it takes over. */
  heldBy(): string | undefined;
  /** Makes this run the one that changes the target; the other one becomes read-only. Never rejects. */
  takeOver(): Promise<ActionOutcome>;
  /** What is being waited for and can be cancelled, as a clause; undefined when nothing is. */
  waitingFor(): string | undefined;
  /** Gives up what {@link Session.waitingFor} tells: an action that waits for its turn, else one that waits for the cluster. Whether there was one. */
  cancelWaiting(): boolean;
  /**
   * Goes on from a place in the talk that another run has led up to, without doing what stands there; times are on this session's clock.
   * Absent where the talk cannot be led.
   */
  carryOn?(position: DirectorPosition): void;
  /** Stops observing, and gives up the right to change the target. */
  close(): Promise<void>;
}

/** External store for `useSyncExternalStore`: one notification per frame interval at most, and none while nothing changed. */
export interface SessionStore {
  getState(): SessionState;
  subscribe(listener: () => void): () => void;
}
