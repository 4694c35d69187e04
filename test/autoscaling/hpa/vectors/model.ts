import { readFileSync } from 'node:fs';
import type {
  Condition,
  HorizontalPodAutoscalerSpec,
  HPABehavior,
  HPAScalingRules,
  MetricStatus,
} from '../../../../src/autoscaling/objects.ts';

/** An int64: a string where a double cannot hold it. */
export type Milli = number | string;

export interface VectorPod {
  readonly name: string;
  readonly phase: 'Running' | 'Pending' | 'Failed' | 'Succeeded' | '';
  readonly deleted: boolean;
  readonly startTime: number | null;
  readonly ready: { readonly status: 'True' | 'False' | 'Unknown'; readonly lastTransitionTime: number } | null;
  readonly labels?: Readonly<Record<string, string>>;
  readonly containers?: readonly VectorContainer[];
  readonly initContainers?: readonly VectorContainer[];
  readonly podRequestsMilli?: Readonly<Record<string, Milli>>;
}

export interface VectorContainer {
  readonly name: string;
  readonly requestsMilli: Readonly<Record<string, Milli>>;
  readonly restartPolicy?: string;
}

export interface VectorPodMetrics {
  readonly pod: string;
  readonly timestamp: number;
  readonly windowMs: number;
  readonly containers: readonly { readonly name: string; readonly usageMilli: Readonly<Record<string, Milli>> }[];
}

export type VectorPodValues = Readonly<
  Record<string, { readonly valueMilli: Milli; readonly timestamp: number; readonly windowMs: number }>
>;

interface Params {
  readonly cpuInitializationPeriodMs: number;
  readonly initialReadinessDelayMs: number;
}

export interface VectorRecommendation {
  readonly replicas: number;
  readonly timestamp: number;
}

export interface VectorScaleEvent {
  readonly replicaChange: number;
  readonly timestamp: number;
  readonly outdated: boolean;
}

interface Case {
  readonly name: string;
}

/** `error` is the full text, `errorContains` the part upstream asserts. */
type Failure = { readonly error: string; readonly errorContains?: string };

interface Calculation extends Case {
  readonly now: number;
  readonly params: Params;
  readonly currentReplicas: number;
  readonly tolerance: { readonly scaleDown: number; readonly scaleUp: number };
  readonly pods: readonly VectorPod[];
}

export type ReplicaCase = Calculation & {
  readonly expected:
    | {
        readonly replicas: number;
        readonly utilizationPercent?: number;
        readonly averageMilli?: Milli;
        readonly usageMilli?: Milli;
        readonly error?: never;
      }
    | Failure;
} & (
    | {
        readonly fn: 'resourceUtilization';
        readonly resource: string;
        readonly container: string | null;
        readonly targetUtilizationPercent: number;
        readonly podMetrics: readonly VectorPodMetrics[];
      }
    | {
        readonly fn: 'podsAverageValue';
        readonly metric: string;
        readonly targetMilli: Milli;
        readonly podValues: VectorPodValues;
      }
    | { readonly fn: 'objectValue' | 'objectAverageValue'; readonly targetMilli: Milli; readonly valueMilli: Milli }
    | {
        readonly fn: 'externalValue' | 'externalAverageValue';
        readonly targetMilli: Milli;
        readonly valuesMilli: readonly Milli[];
      }
  );

export interface GroupCase extends Case {
  readonly now: number;
  readonly params: Params;
  readonly resource: string;
  readonly pods: readonly VectorPod[];
  readonly podValues: VectorPodValues;
  readonly expected: {
    readonly readyPodCount: number;
    readonly unready: string[];
    readonly missing: string[];
    readonly ignored: string[];
  };
}

export interface RequestsCase extends Case {
  readonly resource: string;
  readonly container: string | null;
  readonly podLevelResources: boolean;
  readonly pods: readonly VectorPod[];
  readonly expected: { readonly requestsMilli: Readonly<Record<string, Milli>>; readonly error?: never } | Failure;
}

export interface UtilizationRatioCase extends Case {
  readonly podValuesMilli: Readonly<Record<string, Milli>>;
  readonly requestsMilli: Readonly<Record<string, Milli>>;
  readonly targetUtilizationPercent: number;
  readonly expected:
    | {
        readonly averageMilli: Milli;
        readonly ratio: number;
        readonly utilizationPercent: number;
        readonly errorContains?: never;
      }
    | { readonly errorContains: string };
}

export interface UsageRatioCase extends Case {
  readonly podValuesMilli: Readonly<Record<string, Milli>>;
  readonly targetMilli: Milli;
  readonly expected: { readonly averageMilli: Milli; readonly ratio: number };
}

export type ClientCase = Case &
  (
    | {
        readonly fn: 'resource';
        readonly resource: string;
        readonly container: string | null;
        readonly podMetrics: readonly VectorPodMetrics[];
        readonly expected: { readonly pods: VectorPodValues; readonly error?: never } | Failure;
      }
    | {
        readonly fn: 'pods';
        readonly items: readonly {
          readonly pod: string;
          readonly valueMilli: Milli;
          readonly timestamp: number;
          readonly windowSeconds: number | null;
        }[];
        readonly expected: { readonly pods: VectorPodValues; readonly error?: never } | Failure;
      }
    | {
        readonly fn: 'external';
        readonly items: readonly { readonly valueMilli: Milli }[];
        readonly expected: { readonly valuesMilli: readonly Milli[]; readonly error?: never } | Failure;
      }
    | {
        readonly fn: 'object';
        readonly items: readonly { readonly valueMilli: Milli }[];
        readonly expected: { readonly valueMilli: Milli; readonly error?: never } | Failure;
      }
  );

interface Bounded extends Case {
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly expected: { readonly replicas: number; readonly reason: string };
  readonly observed: { readonly message: string };
}

export interface ClampCase extends Bounded {
  readonly params: { readonly scaleUpLimitFactor: number; readonly scaleUpLimitMinimum: number };
  readonly observedAtProductionFactor2: {
    readonly replicas: number;
    readonly reason: string;
    readonly message: string;
  };
}

export interface RateCase extends Bounded {
  readonly now: number;
  readonly userScaleUpRules: HPAScalingRules | null;
  readonly userScaleDownRules: HPAScalingRules | null;
  readonly scaleUp: HPAScalingRules;
  readonly scaleDown: HPAScalingRules;
  readonly scaleUpEvents: readonly VectorScaleEvent[];
  readonly scaleDownEvents: readonly VectorScaleEvent[];
}

export interface LegacyStabilizationCase extends Case {
  readonly now: number;
  readonly windowSeconds: number;
  readonly recommendations: readonly VectorRecommendation[];
  readonly desiredReplicas: number;
  readonly expected: { readonly replicas: number; readonly logLength: number };
  readonly observed: { readonly recommendationsAfter: readonly VectorRecommendation[] };
}

export interface BehaviorStabilizationCase extends Case {
  readonly now: number;
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  readonly scaleUpStabilizationWindowSeconds: number;
  readonly scaleDownStabilizationWindowSeconds: number;
  readonly recommendations: readonly VectorRecommendation[];
  readonly expected: { readonly replicas: number; readonly recommendationsAfter?: readonly number[] };
  readonly observed: {
    readonly reason: string;
    readonly message: string;
    readonly recommendationsAfter: readonly VectorRecommendation[];
  };
}

export interface ScaleLimitCase extends Case {
  readonly now: number;
  readonly direction: 'up' | 'down';
  readonly currentReplicas: number;
  readonly scaleUpEvents: readonly VectorScaleEvent[];
  readonly scaleDownEvents: readonly VectorScaleEvent[];
  readonly rules: HPAScalingRules;
  readonly expected: { readonly limit: number };
}

export interface StoreEventsCase extends Case {
  readonly now: number;
  readonly direction: 'up' | 'down';
  readonly prevReplicas: number;
  readonly newReplicas: number;
  readonly rules: HPAScalingRules | null;
  readonly changePeriodSeconds: number;
  readonly eventsBefore: readonly VectorScaleEvent[];
  readonly expected: {
    readonly replicasChangeInPeriodBefore: number;
    readonly eventsAfter: readonly { readonly replicaChange: number; readonly outdated: boolean }[];
  };
}

export interface QuantityCase extends Case {
  readonly resource: string;
  readonly rawMilli: Milli;
  readonly expected: { readonly milliValue: Milli; readonly format: string; readonly string: string };
}

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

export interface Families {
  readonly replicaCalculator: readonly ReplicaCase[];
  readonly groupPods: readonly GroupCase[];
  readonly calculateRequests: readonly RequestsCase[];
  readonly utilizationRatio: readonly UtilizationRatioCase[];
  readonly usageRatio: readonly UsageRatioCase[];
  readonly metricsClient: readonly ClientCase[];
  readonly convertDesiredReplicasWithRules: readonly ClampCase[];
  readonly stabilizeLegacy: readonly LegacyStabilizationCase[];
  readonly stabilizeBehavior: readonly BehaviorStabilizationCase[];
  readonly behaviorRate: readonly RateCase[];
  readonly scaleLimit: readonly ScaleLimitCase[];
  readonly storeScaleEvents: readonly StoreEventsCase[];
  readonly buildQuantity: readonly QuantityCase[];
  readonly controller: readonly ControllerCase[];
}

export type FamilyName = keyof Families;

interface VectorFile {
  readonly counts: Readonly<Record<FamilyName, number>>;
  readonly total: number;
  readonly families: Families;
}

export const vectors = JSON.parse(readFileSync(new URL('hpa-vectors.json', import.meta.url), 'utf8')) as VectorFile;
