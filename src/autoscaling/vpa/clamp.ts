import type { ResourceList } from '../objects.ts';
import { parseQuantity } from '../quantity/quantity.ts';
import { canonicalQuantity, compareQuantities } from './amount.ts';
import type { ContainerResourcePolicy } from './objects.ts';

/** Moves each resource into the policy's minAllowed..maxAllowed; a bound of zero counts as absent, and the maximum wins. */
export function clampToPolicy(resources: ResourceList, policy: ContainerResourcePolicy | undefined): ResourceList {
  if (!policy) return resources;
  return Object.fromEntries(
    Object.entries(resources).map(([resource, value]) => {
      const atLeast = atLeastMinimum(value, policy.minAllowed?.[resource]);
      return [resource, atMostMaximum(atLeast, policy.maxAllowed?.[resource])];
    }),
  );
}

function atLeastMinimum(value: string, minimum: string | undefined): string {
  if (minimum === undefined || isZero(minimum)) return value;
  return compareQuantities(value, minimum) < 0 ? canonicalQuantity(minimum) : value;
}

function atMostMaximum(value: string, maximum: string | undefined): string {
  if (maximum === undefined || isZero(maximum)) return value;
  return compareQuantities(value, maximum) > 0 ? canonicalQuantity(maximum) : value;
}

function isZero(quantity: string): boolean {
  return parseQuantity(quantity).nano === 0n;
}
