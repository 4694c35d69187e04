import type { Container, PodSpec, ResourceList } from '../objects.ts';
import type { ContainerResourcePolicy, RecommendedContainerResources, VerticalPodAutoscaler } from './objects.ts';
import { policyFor } from './policy.ts';
import { proportionalLimit } from './proportional-limit.ts';

/**
 * The pod spec as the VPA's admission webhook lets it into the cluster: requests become the targets, and limits keep their
 * proportion to requests unless only requests are controlled. Unchanged in mode Off. `recommendation` is that for the pod.
 */
export function admitPodSpec(
  spec: PodSpec,
  vpa: VerticalPodAutoscaler,
  recommendation: readonly RecommendedContainerResources[],
): PodSpec {
  if (vpa.spec.updatePolicy?.updateMode === 'Off') return spec;
  const containers = spec.containers.map((container) => {
    const advice = recommendation.find(({ containerName }) => containerName === container.name);
    const policy = policyFor(container.name, vpa.spec.resourcePolicy);
    return advice ? admitContainer(container, advice.target, policy) : container;
  });
  return { ...spec, containers };
}

function admitContainer(
  container: Container,
  target: ResourceList,
  policy: ContainerResourcePolicy | undefined,
): Container {
  const { requests = {}, limits = {} } = container.resources ?? {};
  const newLimits =
    policy?.controlledValues === 'RequestsOnly' ? limits : { ...limits, ...limitsFor(target, requests, limits) };
  return {
    ...container,
    resources: {
      ...container.resources,
      requests: { ...requests, ...target },
      ...(Object.keys(newLimits).length > 0 && { limits: newLimits }),
    },
  };
}

function limitsFor(target: ResourceList, requests: ResourceList, limits: ResourceList): ResourceList {
  return Object.fromEntries(
    Object.entries(target).flatMap(([resource, value]) => {
      const limit = limits[resource];
      return limit === undefined ? [] : [[resource, proportionalLimit(resource, limit, requests[resource], value)]];
    }),
  );
}
