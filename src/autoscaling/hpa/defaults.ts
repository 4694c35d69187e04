import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  HPABehavior,
  HPAScalingRules,
  MetricSpec,
} from '../objects.ts';

/** Rules with everything the API fills in when the object is stored. */
export interface CompleteRules extends HPAScalingRules {
  /** Absent for scale-down: the controller puts its own window there while it runs. */
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy: NonNullable<HPAScalingRules['selectPolicy']>;
  readonly policies: NonNullable<HPAScalingRules['policies']>;
}

export interface CompleteBehavior extends HPABehavior {
  readonly scaleUp: CompleteRules & { readonly stabilizationWindowSeconds: number };
  readonly scaleDown: CompleteRules;
}

export interface CompleteSpec extends HorizontalPodAutoscalerSpec {
  readonly minReplicas: number;
  readonly metrics: readonly MetricSpec[];
  readonly behavior?: CompleteBehavior;
}

const defaultMetrics: readonly MetricSpec[] = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
];

const allAtOnce = { type: 'Percent', value: 100, periodSeconds: 15 } as const;

/**
 * The spec as the API server stores it. `behavior` stays absent where it is absent, which selects another algorithm;
 * present in any form, both directions are filled in. A list of policies replaces the default list as a whole.
 */
export function withDefaults({ spec }: Pick<HorizontalPodAutoscaler, 'spec'>): CompleteSpec {
  const { behavior, ...rest } = spec;
  return {
    ...rest,
    minReplicas: spec.minReplicas ?? 1,
    metrics: spec.metrics?.length ? spec.metrics : defaultMetrics,
    ...(behavior && { behavior: behaviorWithDefaults(behavior) }),
  };
}

/** Both directions of a behavior, filled in. */
export function behaviorWithDefaults({ scaleUp, scaleDown }: HPABehavior): CompleteBehavior {
  return {
    scaleUp: {
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, allAtOnce],
      ...scaleUp,
      stabilizationWindowSeconds: scaleUp?.stabilizationWindowSeconds ?? 0,
    },
    scaleDown: { selectPolicy: 'Max', policies: [allAtOnce], ...scaleDown },
  };
}
