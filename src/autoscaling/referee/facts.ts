import type { Explanation } from '../decision/explanation.ts';
import type { HorizontalPodAutoscaler, LabelSelector, ObjectMeta, Pod, PodSpec, ScaledObject } from '../objects.ts';
import type { EpochMs } from '../units.ts';
import type { VerticalPodAutoscaler } from '../vpa/objects.ts';

/**
 * What the referee judges by: one namespace as the API gives it, and what has been seen of it. Every list may be empty; nothing has to be
 * sorted, apart from the paths. Whatever is absent is not held against anybody.
 */
export interface RefereeFacts {
  /** On the cluster's clock. */
  readonly now: EpochMs;
  readonly namespace: string;
  readonly hpas: readonly HorizontalPodAutoscaler[];
  readonly scaledObjects: readonly ScaledObject[];
  readonly vpas: readonly VerticalPodAutoscaler[];
  readonly workloads: readonly ScalableWorkload[];
  readonly pods: readonly Pod[];
  readonly events: readonly EventFact[];
  /** Changes of spec.replicas by workload name, oldest first; the first entry is the count as it was found. */
  readonly replicaPaths: ReadonlyMap<string, readonly ReplicaStep[]>;
  /** What is known of each HPA's decision, by HPA name. An HPA without an entry is judged by its status alone. */
  readonly explanations?: ReadonlyMap<string, Explanation>;
  /** Writes that an admission webhook turned down. */
  readonly refusals?: readonly Refusal[];
  /** Field managers that are ours, besides `harmony`. */
  readonly ownManagers?: readonly string[];
}

/** A Deployment, as far as autoscaling is concerned; `Deployment` of the cluster's objects is one. */
export interface ScalableWorkload {
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas?: number;
    readonly selector: LabelSelector;
    readonly template: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
      readonly spec: PodSpec;
    };
  };
}

/** A core/v1 Event. Moments are RFC 3339. */
export interface EventFact {
  readonly reason: string;
  readonly message: string;
  readonly count?: number;
  readonly firstTimestamp?: string;
  readonly lastTimestamp?: string;
  readonly involvedObject: { readonly kind: string; readonly namespace?: string; readonly name: string };
}

/** A count of a workload, from one moment on. */
export interface ReplicaStep {
  readonly at: EpochMs;
  readonly replicas: number;
  /** `hpa`, `keda` (the operator), `action` (Harmony itself), else the field manager's own name. */
  readonly by?: string;
  /** Name of the HPA that wrote it. */
  readonly autoscaler?: string;
}

/** A write that the API server refused, with its text. */
export interface Refusal {
  readonly at: EpochMs;
  /** The answer as it came, e.g. `admission webhook "vscaledobject.kb.io" denied the request: …`. */
  readonly message: string;
}
