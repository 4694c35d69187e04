import type { HPAScalingRules } from '../../../../src/autoscaling/objects.ts';
import type { Case, VectorRecommendation, VectorScaleEvent } from './case-parts.ts';

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
