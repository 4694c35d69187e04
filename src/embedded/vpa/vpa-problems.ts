import { parseQuantity } from '../../autoscaling/quantity/quantity.ts';
import { compareQuantities } from '../../autoscaling/vpa/amount.ts';
import type { ContainerResourcePolicy, VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';

const updateModes: ReadonlySet<string> = new Set(['Off', 'Initial', 'Recreate', 'InPlaceOrRecreate', 'Auto']);
const scalingModes: ReadonlySet<string> = new Set(['Auto', 'Off']);

/** What is wrong with a VPA in the words of its webhook, which stops at the first problem; undefined when nothing is. @throws QuantityError */
export function vpaProblem({ spec }: Partial<Pick<VerticalPodAutoscaler, 'spec'>>): string | undefined {
  return (
    updatePolicyProblem(spec?.updatePolicy) ??
    first(spec?.resourcePolicy?.containerPolicies ?? [], containerPolicyProblem) ??
    (spec?.targetRef === undefined
      ? "targetRef is required. If you're using v1beta1 version of the API, please migrate to v1"
      : undefined) ??
    ((spec?.recommenders?.length ?? 0) > 1
      ? "the current version of VPA object shouldn't specify more than one recommenders"
      : undefined)
  );
}

function updatePolicyProblem(policy: VerticalPodAutoscaler['spec']['updatePolicy']): string | undefined {
  if (policy === undefined) return undefined;
  const { updateMode, minReplicas } = policy;
  if (updateMode === undefined) return 'updateMode is required if UpdatePolicy is used';
  if (!updateModes.has(updateMode)) return `unexpected UpdateMode value ${updateMode}`;
  if (minReplicas !== undefined && minReplicas <= 0) return `minReplicas has to be positive, got ${minReplicas}`;
  return undefined;
}

function containerPolicyProblem(policy: ContainerResourcePolicy): string | undefined {
  const { containerName, mode, minAllowed = {}, maxAllowed = {}, controlledValues } = policy;
  if (!containerName) return 'containerPolicies.ContainerName is required';
  if (mode !== undefined && !scalingModes.has(mode)) return `unexpected Mode value ${mode}`;
  const amounts =
    first(Object.entries(minAllowed), ([resource, minimum]) => {
      const coarse = resolutionProblem('minAllowed', resource, minimum);
      if (coarse !== undefined) return coarse;
      const maximum = maxAllowed[resource];
      const isBelow = maximum !== undefined && compareQuantities(maximum, minimum) < 0;
      return isBelow ? `max resource for ${resource} is lower than min` : undefined;
    }) ??
    first(Object.entries(maxAllowed), ([resource, maximum]) => resolutionProblem('maxAllowed', resource, maximum));
  if (amounts !== undefined) return amounts;
  return mode === 'Off' && controlledValues === 'RequestsAndLimits'
    ? "controlledValues shouldn't be specified if container scaling mode is off."
    : undefined;
}

/** Recommendations are whole millicores and bytes. */
function resolutionProblem(bound: string, resource: string, written: string): string | undefined {
  const { nano } = parseQuantity(written);
  if (resource === 'cpu' && nano % 1_000_000n !== 0n) {
    return `${bound}: CPU [${written}] must be a whole number of milli CPUs`;
  }
  if (resource === 'memory' && nano % 1_000_000_000n !== 0n) {
    return `${bound}: Memory [${written}] must be a whole number of bytes`;
  }
  return undefined;
}

function first<T>(items: readonly T[], problem: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
