import type { ConditionState } from './conditions.ts';

function yes(reason: string, message: string): ConditionState {
  return { status: 'True', reason, message };
}

function no(reason: string, message: string): ConditionState {
  return { status: 'False', reason, message };
}

/** What AbleToScale can say. */
export const ableToScale = {
  gotScale: yes('SucceededGetScale', "the HPA controller was able to get the target's current scale"),
  ready: yes('ReadyForNewScale', 'recommended size matches current size'),
  downStabilized: yes(
    'ScaleDownStabilized',
    'recent recommendations were higher than current one, applying the highest recent recommendation',
  ),
  upStabilized: yes(
    'ScaleUpStabilized',
    'recent recommendations were lower than current one, applying the lowest recent recommendation',
  ),
  noScale: (error: string) =>
    no('FailedGetScale', `the HPA controller was unable to get the target's current scale: ${error}`),
  rescaled: (replicas: number) =>
    yes('SucceededRescale', `the HPA controller was able to update the target scale to ${replicas}`),
  notRescaled: (error: string) =>
    no('FailedUpdateScale', `the HPA controller was unable to update the target scale: ${error}`),
} as const;

/** What ScalingActive can say. */
export const scalingActive = {
  valid: (metric: string) =>
    yes('ValidMetricFound', `the HPA was able to successfully calculate a replica count from ${metric}`),
  failed: (reason: string, error: string) => no(reason, `the HPA was unable to compute the replica count: ${error}`),
  disabled: no('ScalingDisabled', 'scaling is disabled since the replica count of the target is zero'),
  selectorMissing: no('InvalidSelector', "the HPA target's scale is missing a selector"),
  selector: (reason: 'InvalidSelector' | 'AmbiguousSelector', message: string) => no(reason, message),
} as const;

/** Why a clamp changed a count, or that it did not. */
export type LimitReason =
  | 'DesiredWithinRange'
  | 'ScaleUpLimit'
  | 'ScaleDownLimit'
  | 'TooManyReplicas'
  | 'TooFewReplicas';

const limitMessages: Readonly<Record<LimitReason, string>> = {
  DesiredWithinRange: 'the desired count is within the acceptable range',
  ScaleUpLimit: 'the desired replica count is increasing faster than the maximum scale rate',
  ScaleDownLimit: 'the desired replica count is decreasing faster than the maximum scale rate',
  TooManyReplicas: 'the desired replica count is more than the maximum replica count',
  TooFewReplicas: 'the desired replica count is less than the minimum replica count',
};

/** What ScalingLimited says for a reason. */
export function scalingLimited(reason: LimitReason): ConditionState {
  return { status: reason === 'DesiredWithinRange' ? 'False' : 'True', reason, message: limitMessages[reason] };
}

/** What ScaledToZero can say (gate HPAScaleToZero). */
export const scaledToZero = {
  yes: yes('ScaledToZero', 'the HPA controller scaled the workload to zero'),
  no: no('NotScaledToZero', 'the HPA controller did not scale the workload to zero'),
} as const;
