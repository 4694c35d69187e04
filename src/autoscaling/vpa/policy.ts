import type { VpaResource } from './estimator.ts';
import type { ContainerResourcePolicy, PodResourcePolicy } from './objects.ts';

const recommendable: readonly VpaResource[] = ['cpu', 'memory'];

/** The policy for a container: its own, else the one for `*`. */
export function policyFor(
  containerName: string,
  policy: PodResourcePolicy | undefined,
): ContainerResourcePolicy | undefined {
  const policies = policy?.containerPolicies ?? [];
  return (
    policies.find((candidate) => candidate.containerName === containerName) ??
    policies.find((candidate) => candidate.containerName === '*')
  );
}

/** Whether the container is left out of recommendations altogether. */
export function isScalingOff(policy: ContainerResourcePolicy | undefined): boolean {
  return policy?.mode === 'Off';
}

/** The resources to recommend. An empty list in the policy means none; an absent one means both. */
export function controlledResources(policy: ContainerResourcePolicy | undefined): readonly VpaResource[] {
  const named = policy?.controlledResources;
  return named ? recommendable.filter((resource) => named.includes(resource)) : recommendable;
}
