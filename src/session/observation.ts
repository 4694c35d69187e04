import type { HpaDecision } from '../autoscaling/hpa/contract.ts';
import type { KubernetesObject } from '../autoscaling/objects.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { DecidedHpa } from '../cluster/port.ts';

/** Version of the observation format: what the flight recorder writes and replay reads. */
export const observationVersion = 1;

/** One timestamped fact about a run. `at` is on the cluster's clock; `source` names who saw it (`pods`, `queue`, `metric:pod_cpu_rate`, `session`). */
export type Observation = { readonly at: EpochMs; readonly source: string } & (
  | { readonly kind: 'objectUpserted'; readonly object: KubernetesObject }
  | { readonly kind: 'objectDeleted'; readonly object: KubernetesObject }
  /** A pass of an HPA controller that tells what it does; `at` may be later than the pass, where it is told to someone who joins late. */
  | { readonly kind: 'decisionMade'; readonly hpa: DecidedHpa; readonly decision: HpaDecision }
  | { readonly kind: 'seriesDeclared'; readonly series: SeriesInfo }
  /** A null value is a gap: the source answered, but there is no number. `parts` are the values it was made of, e.g. by pod. */
  | {
      readonly kind: 'sample';
      readonly series: string;
      readonly value: number | null;
      readonly parts?: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'sourceHealth'; readonly health: SourceHealth }
  | { readonly kind: 'modeChanged'; readonly mode: string; readonly phase: 'applying' | 'applied' | 'failed' }
  | { readonly kind: 'loadChanged'; readonly load: LoadProgress }
  | { readonly kind: 'actionLogged'; readonly action: LoggedAction }
  | { readonly kind: 'director'; readonly position: DirectorPosition }
);

export interface SeriesInfo {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly target?: number;
  readonly sla?: number;
}

export type SourceHealth =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'failed'; readonly reason: string; readonly fix?: string };

export interface LoadProgress {
  readonly id: string;
  readonly state: 'starting' | 'running' | 'complete' | 'failed';
  readonly startedAt: EpochMs;
  readonly endedAt?: EpochMs;
  /** 0..1 where known. */
  readonly progress?: number;
  readonly line?: string;
}

/** An action as the log pane shows it: the kubectl command that does the same. */
export interface LoggedAction {
  readonly id: number;
  readonly command: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly message?: string;
}

export interface DirectorPosition {
  /** Index into the scenario's acts; -1 before the first. */
  readonly act: number;
  /** Index of the cue reached in the act; -1 before its first. */
  readonly cue: number;
  /** Absent before the first act, and while the act's mode is being applied. */
  readonly actStartedAt?: EpochMs;
  readonly talkStartedAt?: EpochMs;
  /** Set once the last act is over. */
  readonly talkEndedAt?: EpochMs;
  readonly autopilot: boolean;
}
