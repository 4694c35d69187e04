import { formatQuantity } from '../quantity/format.ts';
import { formatMilli } from '../quantity/milli.ts';
import { parseQuantity } from '../quantity/quantity.ts';
import type { ResourceAmount, VpaResource } from './estimator.ts';

/** Prints a recommended amount as the VPA does: cpu in millicores ("25m"), memory with binary suffixes ("250Mi"). */
export function formatAmount(resource: VpaResource, amount: ResourceAmount): string {
  return resource === 'cpu' ? formatMilli(BigInt(amount)) : formatMilli(BigInt(amount) * 1000n, 'BinarySI');
}

/** Prints a quantity that a user wrote in canonical form: "1024Mi" as "1Gi". Throws QuantityError. */
export function canonicalQuantity(written: string): string {
  return formatQuantity(parseQuantity(written));
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`, without rounding. Throws QuantityError. */
export function compareQuantities(a: string, b: string): number {
  const difference = parseQuantity(a).nano - parseQuantity(b).nano;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
