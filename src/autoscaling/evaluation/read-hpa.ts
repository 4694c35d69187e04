import { validateHpa } from '../hpa/validation.ts';
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  HorizontalPodAutoscalerStatus,
  HPABehavior,
  HPAScalingPolicy,
  HPAScalingRules,
} from '../objects.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { Field } from './field.ts';
import { present } from './present-fields.ts';
import { readCondition, readMeta, requireKind } from './read-meta.ts';
import { readReference } from './read-metric-name.ts';
import { readMetricSpec } from './read-metric-spec.ts';
import { readMetricStatus } from './read-metric-status.ts';

const selectPolicies = ['Max', 'Min', 'Disabled'] as const;
const tryV2 = '; `kubectl get hpa.v2.autoscaling NAME -o yaml` prints that';

/**
 * An HPA as the user wrote it or, with a status, as the API returns it. @throws EvaluationError for what the API server would refuse
 */
export function readHpa(field: Field, gates: { readonly scaleToZero: boolean }): HorizontalPodAutoscaler {
  requireKind(field, 'autoscaling/v2', 'HorizontalPodAutoscaler', tryV2);
  const status = field.get('status').optional(readStatus);
  const hpa: HorizontalPodAutoscaler = present({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler' as const,
    metadata: readMeta(field.get('metadata')),
    spec: readSpec(field.get('spec'), status !== undefined),
    status,
  });
  const [problem] = validateHpa(status === undefined ? hpa : asIfStoredNow(hpa), gates);
  if (problem !== undefined) throw new EvaluationError(`${field.path}.${problem.path}`, problem.message);
  return hpa;
}

/**
 * A minimum of zero that was stored stays valid when the feature gate is closed afterwards or the last external metric goes, and the
 * controller works with it: all that is left to check is the rest.
 */
function asIfStoredNow(hpa: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  return hpa.spec.minReplicas === 0 ? { ...hpa, spec: { ...hpa.spec, minReplicas: 1 } } : hpa;
}

function readSpec(spec: Field, stored: boolean): HorizontalPodAutoscalerSpec {
  return present({
    scaleTargetRef: readReference(spec.get('scaleTargetRef')),
    minReplicas: spec.get('minReplicas').optional((field) => field.integer()),
    maxReplicas: spec.get('maxReplicas').integer(),
    metrics: spec.get('metrics').optional((field) => field.list().map((metric) => readMetricSpec(metric, stored))),
    behavior: spec.get('behavior').optional(readBehavior),
  });
}

/** Present but empty is not absent: it selects another algorithm. */
function readBehavior(behavior: Field): HPABehavior {
  return present({
    scaleUp: behavior.get('scaleUp').optional(readRules),
    scaleDown: behavior.get('scaleDown').optional(readRules),
  });
}

function readRules(rules: Field): HPAScalingRules {
  return present({
    stabilizationWindowSeconds: rules.get('stabilizationWindowSeconds').optional((field) => field.integer()),
    selectPolicy: rules.get('selectPolicy').optional((field) => field.oneOf(selectPolicies)),
    policies: rules.get('policies').optional((field) => field.list().map(readPolicy)),
    tolerance: rules.get('tolerance').optional((field) => field.quantity()),
  });
}

function readPolicy(policy: Field): HPAScalingPolicy {
  return {
    type: policy.get('type').oneOf(['Pods', 'Percent']),
    value: policy.get('value').integer(),
    periodSeconds: policy.get('periodSeconds').integer(),
  };
}

function readStatus(status: Field): HorizontalPodAutoscalerStatus {
  return present({
    observedGeneration: status.get('observedGeneration').optional((field) => field.integer(0, Number.MAX_SAFE_INTEGER)),
    lastScaleTime: status.get('lastScaleTime').optional((field) => field.timeText()),
    currentReplicas: status.get('currentReplicas').optional((field) => field.integer()),
    desiredReplicas: status.get('desiredReplicas').optional((field) => field.integer()),
    currentMetrics: status.get('currentMetrics').optional((field) => field.list().map(readMetricStatus)),
    conditions: status.get('conditions').optional((field) => field.list().map(readCondition)),
  });
}
