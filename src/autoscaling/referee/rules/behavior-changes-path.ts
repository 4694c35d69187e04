import { behaviorWithDefaults } from '../../hpa/defaults.ts';
import { legacyRate } from '../../hpa/normalize-legacy.ts';
import type { HorizontalPodAutoscaler, HPABehavior, HPAScalingRules } from '../../objects.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { callHpa, refOf, scaledObjectOf } from '../subjects.ts';
import { downscaleStabilizationSeconds } from '../sync.ts';

/**
 * `behavior`, even an empty one, selects another algorithm than none: without it the count may rise towards an old recommendation, at most
 * doubles per pass, and falls in one step; with it the count moves only as far as all recommendations of the window agree, at rates per
 * period. KEDA's HPAs have none unless the ScaledObject gives one.
 */
export function behaviorChangesPath(facts: RefereeFacts): readonly Finding[] {
  return facts.hpas.flatMap((hpa) => {
    const { behavior, minReplicas = 1, maxReplicas } = hpa.spec;
    if (minReplicas >= maxReplicas) return [];
    if (behavior === undefined) return [withoutBehavior(hpa)];
    return isOnlyDefaults(behavior) ? [onlyDefaults(hpa)] : [];
  });
}

function withoutBehavior(hpa: HorizontalPodAutoscaler): Finding {
  const { name } = hpa.metadata;
  const scaledObject = scaledObjectOf(hpa);
  const seconds = downscaleStabilizationSeconds;
  const { factor, minimum } = legacyRate;
  return {
    id: 'behavior-changes-path',
    severity: 'notice',
    title: banner(`NO BEHAVIOR  ${callHpa(hpa)} holds its highest count for ${seconds} s, then falls in one step`),
    evidence: [
      `HPA ${name} spec.behavior absent: up to max(${factor} × count, ${minimum}) per pass, down at once after ${seconds} s`,
      ...(scaledObject === undefined
        ? []
        : [`ScaledObject ${scaledObject} spec.advanced.horizontalPodAutoscalerConfig.behavior absent`]),
    ],
    advice: `Say what you want in ${scaledObject === undefined ? 'spec.behavior' : 'advanced.horizontalPodAutoscalerConfig.behavior'}: scaleDown: { stabilizationWindowSeconds: ${seconds}, policies: [{ type: Percent, value: 50, periodSeconds: 60 }] }.`,
    objects: [refOf(hpa)],
  };
}

function onlyDefaults(hpa: HorizontalPodAutoscaler): Finding {
  return {
    id: 'behavior-changes-path',
    severity: 'notice',
    title: banner(`BEHAVIOR {}  ${callHpa(hpa)} takes another path than without behavior`),
    evidence: [
      `HPA ${hpa.metadata.name} spec.behavior has the defaults only: up by 4 pods or 100 % per 15 s, whichever is more`,
      'it does not rise towards an old recommendation, as an HPA without behavior does',
    ],
    advice: 'Nothing to do if that is meant; take spec.behavior out to get the path without it.',
    objects: [refOf(hpa)],
  };
}

/** Whether what is stored is what the API server makes of `behavior: {}`. */
function isOnlyDefaults(behavior: HPABehavior): boolean {
  const [is, plain] = [behaviorWithDefaults(behavior), behaviorWithDefaults({})];
  return same(is.scaleUp, plain.scaleUp) && same(is.scaleDown, plain.scaleDown);
}

function same(rules: HPAScalingRules, plain: HPAScalingRules): boolean {
  return (
    rules.selectPolicy === plain.selectPolicy &&
    rules.tolerance === plain.tolerance &&
    rules.stabilizationWindowSeconds === plain.stabilizationWindowSeconds &&
    JSON.stringify(policyTexts(rules)) === JSON.stringify(policyTexts(plain))
  );
}

function policyTexts({ policies = [] }: HPAScalingRules): readonly string[] {
  return policies.map(({ type, value, periodSeconds }) => `${type} ${value} ${periodSeconds}`).toSorted();
}
