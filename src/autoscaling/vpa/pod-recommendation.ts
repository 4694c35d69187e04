import type { Container, Pod, ResourceList } from '../objects.ts';
import { compareQuantities } from './amount.ts';
import { clampToPolicy } from './clamp.ts';
import type { ContainerResourcePolicy, RecommendedContainerResources, VerticalPodAutoscaler } from './objects.ts';
import { isScalingOff, policyFor } from './policy.ts';

/**
 * A VPA's recommendation as it applies to one pod: containers the pod has and the policy scales, within the policy of now,
 * and, when only requests are controlled, within the container's limits.
 */
export function recommendationForPod(vpa: VerticalPodAutoscaler, pod: Pod): readonly RecommendedContainerResources[] {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  return (vpa.status?.recommendation?.containerRecommendations ?? []).flatMap((recommendation) => {
    const container = containers.find(({ name }) => name === recommendation.containerName);
    const policy = policyFor(recommendation.containerName, vpa.spec.resourcePolicy);
    return container && !isScalingOff(policy) ? [recommendationForContainer(recommendation, container, policy)] : [];
  });
}

function recommendationForContainer(
  recommendation: RecommendedContainerResources,
  container: Container,
  policy: ContainerResourcePolicy | undefined,
): RecommendedContainerResources {
  const within = (resources: ResourceList): ResourceList => {
    const clamped = clampToPolicy(resources, policy);
    return policy?.controlledValues === 'RequestsOnly' ? clampToLimits(clamped, container) : clamped;
  };
  return {
    ...recommendation,
    target: within(recommendation.target),
    lowerBound: within(recommendation.lowerBound),
    upperBound: within(recommendation.upperBound),
  };
}

/** A request above its limit would be refused. */
function clampToLimits(resources: ResourceList, container: Container): ResourceList {
  return Object.fromEntries(
    Object.entries(resources).map(([resource, value]) => {
      const limit = container.resources?.limits?.[resource];
      return [resource, limit !== undefined && compareQuantities(value, limit) > 0 ? limit : value];
    }),
  );
}
