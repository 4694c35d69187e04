import type { Container, Pod } from '../objects.ts';
import { compareQuantities } from './amount.ts';
import type { EvictionRequirement, RecommendedContainerResources } from './objects.ts';

/**
 * Whether a VPA's own conditions let a pod be evicted: in one of its containers each requirement must hold, for one of the requirement's
 * resources at least (a workload may want to be interrupted for growth, say, and never for shrinking).
 */
export function meetsRequirements(
  pod: Pod,
  recommendation: readonly RecommendedContainerResources[],
  requirements: readonly EvictionRequirement[] = [],
): boolean {
  if (requirements.length === 0) return true;
  return pod.spec.containers.some((container) => {
    const advice = recommendation.find(({ containerName }) => containerName === container.name);
    return advice !== undefined && requirements.every((requirement) => holds(requirement, container, advice));
  });
}

function holds(
  { resources, changeRequirement }: EvictionRequirement,
  container: Container,
  { target }: RecommendedContainerResources,
): boolean {
  return resources.some((resource) => {
    const request = container.resources?.requests?.[resource];
    const wanted = target[resource];
    if (request === undefined || wanted === undefined) return false;
    const difference = compareQuantities(wanted, request);
    return changeRequirement === 'TargetHigherThanRequests' ? difference > 0 : difference < 0;
  });
}
