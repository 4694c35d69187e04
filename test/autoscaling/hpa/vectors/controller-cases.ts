import type {
  Condition,
  HorizontalPodAutoscalerSpec,
  HPABehavior,
  MetricStatus,
} from '../../../../src/autoscaling/objects.ts';
import type {
  Case,
  Milli,
  Params,
  VectorPod,
  VectorPodMetrics,
  VectorPodValues,
  VectorRecommendation,
  VectorScaleEvent,
} from './case-parts.ts';

export type MetricCall =
  | {
      readonly kind: 'resource';
      readonly resource: string;
      readonly container: string | null;
      readonly podSelector: string;
      readonly podValues?: VectorPodValues;
      readonly error?: string;
    }
  | {
      readonly kind: 'pods';
      readonly metric: string;
      readonly podSelector: string;
      readonly podValues?: VectorPodValues;
      readonly error?: string;
    }
  | {
      readonly kind: 'object';
      readonly metric: string;
      readonly object: { readonly apiVersion: string; readonly kind: string; readonly name: string };
      readonly valueMilli?: Milli;
      readonly error?: string;
    }
  | {
      readonly kind: 'external';
      readonly metric: string;
      readonly metricSelector: string;
      readonly valuesMilli?: readonly Milli[];
      readonly error?: string;
    };

type VectorCondition = Omit<Condition, 'lastTransitionTime'> & { readonly lastTransitionTime: number };

export interface VectorStatus {
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  readonly currentMetrics: readonly MetricStatus[] | null;
  readonly conditions: readonly VectorCondition[];
}

export interface ControllerCase extends Case {
  readonly now: number;
  readonly controller: Params & { readonly tolerance: number; readonly downscaleStabilizationSeconds: number };
  readonly featureGates: { readonly HPAConfigurableTolerance: boolean; readonly HPAScaleToZero: boolean };
  readonly hpa: {
    readonly namespace: string;
    readonly name: string;
    readonly spec: Omit<HorizontalPodAutoscalerSpec, 'behavior'> & { readonly behavior?: HPABehavior };
    readonly status: VectorStatus & { readonly lastScaleTime: number | null };
  };
  readonly scale:
    | {
        readonly specReplicas: number;
        readonly statusReplicas: number;
        readonly selector: string;
        readonly updateError?: string;
        readonly updateConflictsBeforeSuccess?: number;
        readonly getError?: never;
      }
    | { readonly getError: string };
  readonly otherHpaSelectors: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly selector: string;
  }[];
  readonly pods: readonly VectorPod[];
  readonly podMetrics?: readonly VectorPodMetrics[];
  readonly podMetricsError?: string;
  readonly metricCalls: readonly MetricCall[];
  readonly recommendationsBefore: readonly VectorRecommendation[] | null;
  readonly scaleUpEventsBefore: readonly VectorScaleEvent[];
  readonly scaleDownEventsBefore: readonly VectorScaleEvent[];
  readonly expected: {
    readonly desiredReplicas: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason: string }[];
    readonly scaleUpdated: boolean;
    readonly statusWritten: boolean;
    readonly cpuUtilizationPercent?: number;
    readonly reconcileAction: 'scale_up' | 'scale_down' | 'none';
    readonly reconcileErrorClass: 'none' | 'internal' | 'spec';
  };
  readonly observed: {
    readonly scaleWrites: readonly number[];
    readonly events: readonly { readonly type: string; readonly reason: string; readonly message: string }[];
    readonly error: string | null;
    readonly status: (VectorStatus & { readonly lastScaleTimeUpdated: boolean }) | null;
    readonly recommendationsAfter: readonly VectorRecommendation[] | null;
    readonly scaleUpEventsAfter: readonly VectorScaleEvent[];
    readonly scaleDownEventsAfter: readonly VectorScaleEvent[];
  };
}
