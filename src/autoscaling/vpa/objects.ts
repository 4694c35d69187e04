import type { Condition, CrossVersionObjectReference, KubernetesObject, ResourceList } from '../objects.ts';

/** autoscaling.k8s.io/v1, as far as Harmony uses it. */

/**
 * What is done with a recommendation. Off: it is only shown. Initial: it is put into pods as they are created. Recreate and
 * Auto: running pods are evicted for it too. InPlaceOrRecreate: they are resized, or evicted where that fails.
 */
export type UpdateMode = 'Off' | 'Initial' | 'Recreate' | 'Auto' | 'InPlaceOrRecreate';

export interface ContainerResourcePolicy {
  /** `*` stands for all containers without a policy of their own. */
  readonly containerName?: string;
  readonly mode?: 'Auto' | 'Off';
  readonly minAllowed?: ResourceList;
  readonly maxAllowed?: ResourceList;
  readonly controlledResources?: readonly string[];
  readonly controlledValues?: 'RequestsAndLimits' | 'RequestsOnly';
}

export interface PodResourcePolicy {
  readonly containerPolicies?: readonly ContainerResourcePolicy[];
}

export interface RecommendedContainerResources {
  readonly containerName: string;
  readonly target: ResourceList;
  readonly lowerBound: ResourceList;
  readonly upperBound: ResourceList;
  /** The target before the policy's minimum and maximum. */
  readonly uncappedTarget: ResourceList;
}

export interface RecommendedPodResources {
  /** Absent while there is none. Sorted by container name. */
  readonly containerRecommendations?: readonly RecommendedContainerResources[];
}

/** A condition for evictions: one of the resources, at least, must have to change in this direction. */
export interface EvictionRequirement {
  readonly resources: readonly string[];
  readonly changeRequirement: 'TargetHigherThanRequests' | 'TargetLowerThanRequests';
}

export interface PodUpdatePolicy {
  readonly updateMode?: UpdateMode;
  readonly minReplicas?: number;
  /** All must hold for a pod to be evicted. */
  readonly evictionRequirements?: readonly EvictionRequirement[];
}

export interface VerticalPodAutoscalerSpec {
  readonly targetRef: CrossVersionObjectReference;
  readonly updatePolicy?: PodUpdatePolicy;
  readonly resourcePolicy?: PodResourcePolicy;
  /** Who recommends; absent: the recommender called `default`. One at most. */
  readonly recommenders?: readonly { readonly name: string }[];
}

export interface VerticalPodAutoscalerStatus {
  readonly recommendation?: RecommendedPodResources;
  readonly conditions?: readonly Condition[];
}

export interface VerticalPodAutoscaler extends KubernetesObject {
  readonly kind: 'VerticalPodAutoscaler';
  readonly spec: VerticalPodAutoscalerSpec;
  readonly status?: VerticalPodAutoscalerStatus;
}

export interface HistogramCheckpoint {
  /** RFC 3339; null while there are no samples. */
  readonly referenceTimestamp: string | null;
  /** Bucket index to weight, scaled so that the heaviest bucket weighs 10000. Light buckets are left out. */
  readonly bucketWeights: Readonly<Record<string, number>>;
  readonly totalWeight: number;
}

/** What a recommender keeps of one container of one VPA: `NAME-CONTAINER` in the VPA's namespace. */
export interface VerticalPodAutoscalerCheckpoint extends KubernetesObject {
  readonly kind: 'VerticalPodAutoscalerCheckpoint';
  readonly spec: { readonly vpaObjectName: string; readonly containerName: string };
  readonly status?: VerticalPodAutoscalerCheckpointStatus;
}

/** Status of a VerticalPodAutoscalerCheckpoint: what survives a restart of the recommender, per VPA and container. */
export interface VerticalPodAutoscalerCheckpointStatus {
  readonly lastUpdateTime?: string;
  readonly version: string;
  readonly cpuHistogram: HistogramCheckpoint;
  readonly memoryHistogram: HistogramCheckpoint;
  readonly firstSampleStart: string | null;
  readonly lastSampleStart: string | null;
  readonly totalSamplesCount: number;
}
