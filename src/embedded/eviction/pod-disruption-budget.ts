import type { Condition, KubernetesObject, LabelSelector } from '../../autoscaling/objects.ts';

/** policy/v1 PodDisruptionBudget: how many pods of an application have to stay healthy while others are evicted. */
export interface PodDisruptionBudget extends KubernetesObject {
  readonly kind: 'PodDisruptionBudget';
  readonly spec: {
    /** Absent selects nothing, empty every pod of the namespace. */
    readonly selector?: LabelSelector;
    /** A number of pods, or a percentage such as `50%`. */
    readonly minAvailable?: number | string;
    readonly maxUnavailable?: number | string;
    /** Absent: IfHealthyBudget. */
    readonly unhealthyPodEvictionPolicy?: 'IfHealthyBudget' | 'AlwaysAllow';
  };
  readonly status?: DisruptionStatus;
}

export interface DisruptionStatus {
  readonly observedGeneration?: number;
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
  /** Pods that were evicted and are not seen to go yet, with the time of their eviction. */
  readonly disruptedPods?: Readonly<Record<string, string>>;
  readonly conditions?: readonly Condition[];
}
