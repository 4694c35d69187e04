import type { HPABehavior } from './horizontal-pod-autoscaler.ts';
import type { Condition, KubernetesObject } from './meta.ts';

export interface ScaleTrigger {
  readonly type: string;
  readonly name?: string;
  readonly metricType?: 'AverageValue' | 'Value' | 'Utilization';
  readonly metadata: Readonly<Record<string, string>>;
  readonly useCachedMetrics?: boolean;
}

export interface ScaledObjectSpec {
  readonly scaleTargetRef: {
    readonly name: string;
    readonly kind?: string;
    readonly apiVersion?: string;
    /** The container whose environment triggers may refer to; by default the first. */
    readonly envSourceContainerName?: string;
  };
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
