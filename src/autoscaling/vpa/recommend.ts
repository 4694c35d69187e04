import type { ResourceList } from '../objects.ts';
import type { UsageAggregate } from './aggregate.ts';
import { formatAmount } from './amount.ts';
import { clampToPolicy } from './clamp.ts';
import { type Bound, containerMinimum, estimate, type ResourceAmounts } from './estimator.ts';
import type { PodResourcePolicy, RecommendedContainerResources, RecommendedPodResources } from './objects.ts';
import { controlledResources, isScalingOff, policyFor } from './policy.ts';

/**
 * The recommendation that goes into a VPA's status: for each container with cpu samples that the policy does not turn off,
 * sorted by name.
 */
export function recommend(
  usageByContainer: ReadonlyMap<string, UsageAggregate>,
  policy: PodResourcePolicy | undefined,
): RecommendedPodResources {
  const recommended = [...usageByContainer]
    .filter(([name, usage]) => usage.totalSamplesCount > 0 && !isScalingOff(policyFor(name, policy)))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (recommended.length === 0) return {};
  const minimum = containerMinimum(recommended.length);
  return {
    containerRecommendations: recommended.map(([name, usage]) => recommendContainer(name, usage, minimum, policy)),
  };
}

function recommendContainer(
  containerName: string,
  usage: UsageAggregate,
  minimum: ResourceAmounts,
  podPolicy: PodResourcePolicy | undefined,
): RecommendedContainerResources {
  const policy = policyFor(containerName, podPolicy);
  const resources = controlledResources(policy);
  const uncapped = (bound: Bound): ResourceList =>
    Object.fromEntries(
      resources.map((resource) => [
        resource,
        formatAmount(resource, estimate(usage, resource, bound, minimum[resource])),
      ]),
    );
  return {
    containerName,
    target: clampToPolicy(uncapped('target'), policy),
    lowerBound: clampToPolicy(uncapped('lowerBound'), policy),
    upperBound: clampToPolicy(uncapped('upperBound'), policy),
    uncappedTarget: uncapped('target'),
  };
}
