import { quantityNumber } from '../../signals/quantity-number.ts';

/**
 * Whether a stored value says at least what was written: fields may have been added to it, items of lists not. Quantities are the same
 * when they are the same amount, since the API server writes `0.5` as `500m`.
 */
export function says(stored: unknown, written: unknown): boolean {
  if (Array.isArray(written)) {
    return (
      Array.isArray(stored) &&
      stored.length === written.length &&
      written.every((item, index) => says(stored[index], item))
    );
  }
  if (isFields(written)) {
    return isFields(stored) && Object.entries(written).every(([name, value]) => says(stored[name], value));
  }
  return stored === written || isSameAmount(stored, written);
}

function isSameAmount(a: unknown, b: unknown): boolean {
  const [first, second] = [amountOf(a), amountOf(b)];
  return first !== undefined && first === second;
}

function amountOf(value: unknown): number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? quantityNumber(String(value)) : undefined;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
