import type {
  Condition,
  CrossVersionObjectReference,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerStatus,
  LabelSelector,
  Pod,
} from '../objects.ts';
import type { EpochMs, MilliValue } from '../units.ts';

/** Flags and feature gates of the HPA controller. */
export interface HpaControllerOptions {
  readonly tolerance: number;
  readonly cpuInitializationPeriodSeconds: number;
  readonly initialReadinessDelaySeconds: number;
  readonly downscaleStabilizationSeconds: number;
  /** `gke` does not check whether several HPAs select the same pods. */
  readonly profile: 'upstream' | 'gke';
  /** Feature gate HPAScaleToZero. */
  readonly scaleToZero: boolean;
  /** Feature gate HPAConfigurableTolerance. */
  readonly configurableTolerance: boolean;
  /** Feature gate PodLevelResources. */
  readonly podLevelResources: boolean;
}

/** One pod's entry in `metrics.k8s.io`. */
export interface PodMetrics {
  readonly pod: string;
  readonly timestamp: EpochMs;
  readonly windowMs: number;
  readonly containers: readonly { readonly name: string; readonly usage: Readonly<Record<string, MilliValue>> }[];
}

/** One pod's value of a custom metric. */
export interface PodMetricValue {
  readonly pod: string;
  readonly value: MilliValue;
  readonly timestamp: EpochMs;
  /** Absent: the API did not say; the controller then takes 60 s. */
  readonly windowMs?: number;
}

/** The metrics APIs as one evaluation sees them. Each call is one query; an Error's message is the client's error text. */
export interface MetricsApi {
  resource(resource: string): readonly PodMetrics[];
  pods(metric: string, selector: LabelSelector | undefined): readonly PodMetricValue[];
  object(metric: string, describedObject: CrossVersionObjectReference, selector: LabelSelector | undefined): MilliValue;
  external(metric: string, selector: LabelSelector | undefined): readonly MilliValue[];
}

export interface Recommendation {
  readonly at: EpochMs;
  readonly replicas: number;
}

export interface ScaleEvent {
  readonly at: EpochMs;
  /** Replicas added or removed, always positive. */
  readonly change: number;
  /** Marked for overwriting: older than the longest policy period when last looked at. */
  readonly outdated?: boolean;
}

/** What the controller remembers of one HPA between passes. Order matters: it is the slot order of the controller's logs. */
export interface HpaHistory {
  /** Absent: the controller has no log of this HPA yet and seeds one. */
  readonly recommendations?: readonly Recommendation[];
  readonly scaleUpEvents: readonly ScaleEvent[];
  readonly scaleDownEvents: readonly ScaleEvent[];
}

export type ScaleSubresource =
  | { readonly specReplicas: number; readonly statusReplicas: number; readonly selector: string }
  | { readonly error: string };

/** Everything one pass of the controller works on. */
export interface HpaEvaluation {
  readonly now: EpochMs;
  readonly options: HpaControllerOptions;
  /** As stored or as written by the user: defaulting is done here. */
  readonly hpa: HorizontalPodAutoscaler;
  readonly scale: ScaleSubresource;
  /** Pods of the namespace that the scale's selector matches. */
  readonly pods: readonly Pod[];
  readonly metrics: MetricsApi;
  /** Other HPAs whose selector the controller has registered. */
  readonly otherHpas: readonly { readonly namespace: string; readonly name: string; readonly selector: string }[];
  /** Absent: the controller has just started. */
  readonly history?: HpaHistory;
  /** Writes the scale subresource; returns the error text when the API refuses. Called at most once, only when the count changes. */
  readonly writeScale: (replicas: number) => string | undefined;
}

export type StepName =
  | 'scale'
  | 'disabled'
  | 'metrics'
  | 'max'
  | 'tolerance'
  | 'stabilization'
  | 'policy'
  | 'bounds'
  | 'selector'
  | 'write';

/** One step of the way from the current count to the desired one. */
export interface DecisionStep {
  readonly step: StepName;
  readonly from: number;
  readonly to: number;
  /** One sentence with the figures that decided. */
  readonly because: string;
  /** When the thing that limits here stops limiting, where that is known. */
  readonly until?: EpochMs;
}

/** How one metric was counted and what it alone proposes, before stabilization, policies and bounds. */
export interface MetricDecision {
  /** As in the controller's texts, for example `pods metric memegenerator_pod_cpu_rate`. */
  readonly name: string;
  readonly type: string;
  /** Quantity. */
  readonly usage: string | null;
  /** Percent of request. */
  readonly utilization?: number;
  /** Usage over target as a double; null where the metric failed. */
  readonly ratio: number | null;
  /** Quantity or percent the metric is held against. */
  readonly target: string;
  readonly tolerance: { readonly down: number; readonly up: number };
  readonly proposed: number | null;
  /** Names of pods. Targets of type Value (object, external) count ready pods only, their AverageValue targets none. */
  readonly counted: {
    readonly ready: number;
    readonly unready: readonly string[];
    readonly missing: readonly string[];
    readonly ignored: readonly string[];
  };
  readonly error?: string;
}

/** One whole pass as data: the embedded controller acts on it, `explain` and the why pane show it. */
export interface HpaDecision {
  readonly at: EpochMs;
  /** spec.replicas at the start of the pass; null when the scale could not be read. */
  readonly current: number | null;
  /** What status.desiredReplicas is afterwards. */
  readonly desired: number;
  /** The step that kept the outcome from what the metrics wanted; null when nothing did. */
  readonly limitedBy: StepName | null;
  readonly metrics: readonly MetricDecision[];
  readonly steps: readonly DecisionStep[];
  readonly conditions: readonly Condition[];
  readonly events: readonly {
    readonly type: 'Normal' | 'Warning';
    readonly reason: string;
    readonly message: string;
  }[];
  /** The status to write; null when nothing changed. */
  readonly status: HorizontalPodAutoscalerStatus | null;
  readonly history: HpaHistory;
  /** The selector this pass registers for the check of ambiguity. Absent: it did not get that far, and an earlier one stays. */
  readonly registeredSelector?: string;
  /** Error the pass ends with, as the controller logs it. */
  readonly error?: string;
}
