import type { EpochMs } from '../autoscaling/units.ts';
import type { ClusterIdentity } from '../cluster/port.ts';
import type { Scenario } from '../scenario/model.ts';
import type { SessionState } from './state.ts';

/** What a person or the director may ask for. */
export type Action =
  | { readonly type: 'flipMode'; readonly mode: string }
  | { readonly type: 'startLoad'; readonly load: string }
  | { readonly type: 'reset' }
  | { readonly type: 'nextCue' }
  | { readonly type: 'previousCue' }
  | { readonly type: 'toggleAutopilot' };

export type ActionOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** One run, as the screen sees it. */
export interface Session {
  readonly scenario: Scenario;
  readonly identity: ClusterIdentity;
  readonly store: SessionStore;
  /** Time on the cluster's clock, for ages and countdowns. */
  now(): EpochMs;
  /** Virtual seconds per real second; 1 on a real cluster. */
  readonly speed: number;
  /** Does it, once what is being done is done, or says why not. Never rejects. */
  dispatch(action: Action): Promise<ActionOutcome>;
  /** Why an action is not possible now; undefined when it is, be it after what is being done. */
  refusal(action: Action): string | undefined;
  /** What an action that is possible has to wait for; undefined when it begins at once. */
  waitsFor(action: Action): string | undefined;
  close(): Promise<void>;
}

/** External store for `useSyncExternalStore`: one notification per frame interval at most, and none while nothing changed. */
export interface SessionStore {
  getState(): SessionState;
  subscribe(listener: () => void): () => void;
}
