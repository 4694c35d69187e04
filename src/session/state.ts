import type { SeenCount } from '../autoscaling/decision/seen.ts';
import type { PodStart } from '../autoscaling/figures/latency-ladder.ts';
import type { PathPoint } from '../autoscaling/figures/step-path.ts';
import type { HpaDecision } from '../autoscaling/hpa/contract.ts';
import type { HorizontalPodAutoscaler, KubernetesObject, Pod, ScaledObject } from '../autoscaling/objects.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { CoreEvent, Deployment } from '../cluster/objects.ts';
import type { DirectorPosition, LoadProgress, LoggedAction, SeriesInfo, SourceHealth } from './observation.ts';
import type { SeriesView } from './series.ts';

/**
 * Everything a pane may show. Immutable: a batch of observations gives a new state that shares what did not change, so a selector's
 * result is `===` until its part changes.
 */
export interface SessionState {
  /** What the run is about: the namespace, and the workload whose pods are counted (absent: all workloads of the namespace). */
  readonly target: { readonly namespace: string; readonly workload?: string };
  /** When the run began, on the cluster's clock. */
  readonly openedAt: EpochMs;
  /** The cluster's time at the latest observation. */
  readonly now: EpochMs;
  /** By uid. */
  readonly pods: ReadonlyMap<string, Pod>;
  readonly deployments: ReadonlyMap<string, Deployment>;
  readonly hpas: ReadonlyMap<string, HorizontalPodAutoscaler>;
  readonly scaledObjects: ReadonlyMap<string, ScaledObject>;
  readonly events: ReadonlyMap<string, CoreEvent>;
  /** The latest pass of the HPA controller over each HPA, by the HPA's uid; empty where the controller does not tell. Bounded. */
  readonly decisions: ReadonlyMap<string, { readonly at: EpochMs; readonly decision: HpaDecision }>;
  /** What each HPA was seen to ask for, by its uid, oldest first, bounded; of those whose controller does not tell its decisions. */
  readonly hpaCounts: ReadonlyMap<string, readonly SeenCount[]>;
  /** Passes of HPAs over each workload, oldest first, bounded; key is the workload's name. They outlive the HPA. */
  readonly hpaPasses: ReadonlyMap<string, readonly HpaPass[]>;
  /** Objects of other kinds (jobs, replica sets, nodes), by uid. */
  readonly others: ReadonlyMap<string, KubernetesObject>;
  readonly series: ReadonlyMap<string, SeriesState>;
  readonly sources: ReadonlyMap<string, SourceState>;
  /** Changes of spec.replicas of each workload, oldest first, bounded; key is the workload's name. */
  readonly replicaPaths: ReadonlyMap<string, readonly ReplicaChange[]>;
  /** The workload's pods seen to start and to end. */
  readonly churn: ChurnState;
  /** When each of the workload's pods came to be, found a node and was ready, by its uid, bounded; also of those that are gone. */
  readonly podStarts: ReadonlyMap<string, PodStart>;
  /** How many of the workload's pods exist (starting and ending ones included), and how many nodes, from each change on; bounded. */
  readonly populations: { readonly pods: readonly PathPoint[]; readonly nodes: readonly NodesPoint[] };
  /** Modes entered, oldest first, for bands in charts. */
  readonly modes: readonly {
    readonly mode: string;
    readonly at: EpochMs;
    readonly phase: 'applying' | 'applied' | 'failed';
  }[];
  readonly loads: ReadonlyMap<string, LoadProgress>;
  /** How loads ended, oldest first, bounded: a load started again is there once for each time. */
  readonly loadEnds: readonly { readonly load: string; readonly at: EpochMs; readonly state: 'complete' | 'failed' }[];
  /** Newest last, bounded. */
  readonly actions: readonly (LoggedAction & { readonly at: EpochMs })[];
  readonly director: DirectorPosition;
  /** Acts that were played, oldest first; an act gone back to is there twice. */
  readonly acts: readonly PlayedAct[];
}

/** How many nodes there are from one moment on, and what an hour of them costs. */
export interface NodesPoint extends PathPoint {
  /** US dollars per hour of all nodes together; null where one of them does not tell its price. */
  readonly usdPerHour: number | null;
}

export interface PlayedAct {
  /** Index into the scenario's acts. */
  readonly act: number;
  /** When its mode was in place. */
  readonly startedAt: EpochMs;
  /** Absent while it is on. */
  readonly endedAt?: EpochMs;
}

export interface SeriesState {
  readonly info: SeriesInfo;
  readonly view: SeriesView;
  /** Latest sample; value null is a gap. */
  readonly latest?: {
    readonly at: EpochMs;
    readonly value: number | null;
    readonly parts?: Readonly<Record<string, number>>;
  };
}

export interface SourceState {
  readonly health: SourceHealth;
  /** When it last delivered anything. */
  readonly lastAt?: EpochMs;
}

export interface ReplicaChange {
  readonly at: EpochMs;
  readonly replicas: number;
  /**
   * Who wrote it, where managedFields, an Event or an action of ours tell: `hpa`, `keda` (the operator, which writes 0 and 1), `action`
   * (Harmony itself), else the field manager's own name.
   */
  readonly by?: string;
  /** Name of the HPA that wrote it, where an Event tells. */
  readonly autoscaler?: string;
}

/** What one pass of an HPA came to, as far as the figures need it. */
export interface HpaPass {
  readonly at: EpochMs;
  /** Name of the HPA. */
  readonly hpa: string;
  readonly desired: number;
  /** The largest usage over target among its metrics; null where none tells. */
  readonly ratio: number | null;
}

export interface ChurnState {
  readonly started: number;
  readonly terminated: number;
  /** Moments of births and deaths of the last hour, oldest first. */
  readonly births: readonly EpochMs[];
  readonly deaths: readonly EpochMs[];
}
