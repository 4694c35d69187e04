/**
 * The Kubernetes API shapes that autoscaling reads and writes, as JSON of the API server has them (times are RFC 3339
 * strings, quantities are strings). Only the fields Harmony uses are named; objects may carry more.
 */

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface ManagedFieldsEntry {
  readonly manager?: string;
  readonly operation?: 'Apply' | 'Update';
  readonly apiVersion?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
  readonly subresource?: string;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly generateName?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
  readonly managedFields?: readonly ManagedFieldsEntry[];
}

/** Any Kubernetes object. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/** Resource name (cpu, memory) to quantity. */
export type ResourceList = Readonly<Record<string, string>>;

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
  /** Init containers only: `Always` makes it a sidecar. */
  readonly restartPolicy?: string;
  readonly readinessProbe?: {
    readonly initialDelaySeconds?: number;
    readonly periodSeconds?: number;
    readonly successThreshold?: number;
    readonly failureThreshold?: number;
  };
}

export interface Toleration {
  /** Absent with operator Exists: tolerates every taint. */
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  /** Absent: every effect. */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  /** Pod-level resources (KEP-2837). */
  readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly priority?: number;
  readonly volumes?: readonly { readonly name: string; readonly emptyDir?: object; readonly hostPath?: object }[];
  readonly restartPolicy?: string;
  readonly terminationGracePeriodSeconds?: number;
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt?: string };
  readonly terminated?: {
    readonly exitCode: number;
    readonly reason?: string;
    readonly startedAt?: string;
    readonly finishedAt?: string;
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly started?: boolean;
  readonly image?: string;
  readonly state?: ContainerState;
  /** How the run before the current one ended. */
  readonly lastState?: ContainerState;
}

export interface PodStatus {
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown' | '';
  readonly startTime?: string;
  readonly reason?: string;
  readonly podIP?: string;
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

export interface Pod extends KubernetesObject {
  readonly kind: 'Pod';
  readonly spec: PodSpec;
  readonly status?: PodStatus;
}

// ---- autoscaling/v2

export interface CrossVersionObjectReference {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}

export interface MetricIdentifier {
  readonly name: string;
  readonly selector?: LabelSelector;
}

export interface MetricTarget {
  readonly type: 'Utilization' | 'Value' | 'AverageValue';
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

export type MetricSpec =
  | { readonly type: 'Resource'; readonly resource: { readonly name: string; readonly target: MetricTarget } }
  | {
      readonly type: 'ContainerResource';
      readonly containerResource: { readonly name: string; readonly container: string; readonly target: MetricTarget };
    }
  | { readonly type: 'Pods'; readonly pods: { readonly metric: MetricIdentifier; readonly target: MetricTarget } }
  | {
      readonly type: 'Object';
      readonly object: {
        readonly describedObject: CrossVersionObjectReference;
        readonly metric: MetricIdentifier;
        readonly target: MetricTarget;
      };
    }
  | {
      readonly type: 'External';
      readonly external: { readonly metric: MetricIdentifier; readonly target: MetricTarget };
    };

export interface MetricValueStatus {
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

/** A failed metric is `{type: ''}`. */
export type MetricStatus =
  | { readonly type: '' }
  | { readonly type: 'Resource'; readonly resource: { readonly name: string; readonly current: MetricValueStatus } }
  | {
      readonly type: 'ContainerResource';
      readonly containerResource: {
        readonly name: string;
        readonly container: string;
        readonly current: MetricValueStatus;
      };
    }
  | { readonly type: 'Pods'; readonly pods: { readonly metric: MetricIdentifier; readonly current: MetricValueStatus } }
  | {
      readonly type: 'Object';
      readonly object: {
        readonly describedObject: CrossVersionObjectReference;
        readonly metric: MetricIdentifier;
        readonly current: MetricValueStatus;
      };
    }
  | {
      readonly type: 'External';
      readonly external: { readonly metric: MetricIdentifier; readonly current: MetricValueStatus };
    };

export interface HPAScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}

export interface HPAScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: 'Max' | 'Min' | 'Disabled';
  readonly policies?: readonly HPAScalingPolicy[];
  /** A quantity, for example "0.05" or "50m". */
  readonly tolerance?: string;
}

export interface HPABehavior {
  readonly scaleUp?: HPAScalingRules;
  readonly scaleDown?: HPAScalingRules;
}

export interface HorizontalPodAutoscalerSpec {
  readonly scaleTargetRef: CrossVersionObjectReference;
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  readonly metrics?: readonly MetricSpec[];
  readonly behavior?: HPABehavior;
}

export interface HorizontalPodAutoscalerStatus {
  readonly observedGeneration?: number;
  readonly lastScaleTime?: string;
  readonly currentReplicas?: number;
  readonly desiredReplicas?: number;
  readonly currentMetrics?: readonly MetricStatus[] | null;
  readonly conditions?: readonly Condition[];
}

export interface HorizontalPodAutoscaler extends KubernetesObject {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly spec: HorizontalPodAutoscalerSpec;
  readonly status?: HorizontalPodAutoscalerStatus;
}

// ---- keda.sh/v1alpha1

export interface ScaleTrigger {
  readonly type: string;
  readonly name?: string;
  readonly metricType?: 'AverageValue' | 'Value' | 'Utilization';
  readonly metadata: Readonly<Record<string, string>>;
  readonly useCachedMetrics?: boolean;
}

export interface ScaledObjectSpec {
  readonly scaleTargetRef: { readonly name: string; readonly kind?: string; readonly apiVersion?: string };
  readonly pollingInterval?: number;
  readonly cooldownPeriod?: number;
  readonly initialCooldownPeriod?: number;
  readonly idleReplicaCount?: number;
  readonly minReplicaCount?: number;
  readonly maxReplicaCount?: number;
  readonly fallback?: {
    readonly failureThreshold: number;
    readonly replicas: number;
    readonly behavior?:
      | 'static'
      | 'currentReplicas'
      | 'currentReplicasIfHigher'
      | 'currentReplicasIfLower'
      | 'scalingModifiers';
  };
  readonly advanced?: {
    readonly restoreToOriginalReplicaCount?: boolean;
    readonly horizontalPodAutoscalerConfig?: { readonly name?: string; readonly behavior?: HPABehavior };
    readonly scalingModifiers?: {
      readonly formula?: string;
      readonly target?: string;
      readonly activationTarget?: string;
      readonly metricType?: 'AverageValue' | 'Value';
    };
  };
  readonly triggers: readonly ScaleTrigger[];
}

export interface ScaledObjectStatus {
  readonly hpaName?: string;
  readonly scaleTargetKind?: string;
  readonly originalReplicaCount?: number;
  readonly externalMetricNames?: readonly string[];
  readonly resourceMetricNames?: readonly string[];
  readonly lastActiveTime?: string;
  readonly pausedReplicaCount?: number;
  readonly health?: Readonly<
    Record<string, { readonly numberOfFailures: number; readonly status: 'Happy' | 'Failing' }>
  >;
  readonly conditions?: readonly Condition[];
}

export interface ScaledObject extends KubernetesObject {
  readonly kind: 'ScaledObject';
  readonly spec: ScaledObjectSpec;
  readonly status?: ScaledObjectStatus;
}
