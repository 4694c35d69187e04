import { formatMilli } from '../quantity/milli.ts';

const maxMilli = 2n ** 63n - 1n;

/**
 * A metric value or target as KEDA sends it: a quantity of milli precision. NaN, infinities and negative values become 0, as the
 * operator clamps them before they leave it.
 */
export function milliQuantity(value: number): string {
  if (!Number.isFinite(value) || value <= 0) return '0';
  // The product of a three-decimal number and 1000 is a hair off a whole number.
  const milli = BigInt(Math.trunc(value * 1000 + 1e-6));
  return formatMilli(milli > maxMilli ? maxMilli : milli);
}
