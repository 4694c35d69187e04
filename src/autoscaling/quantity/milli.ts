import type { MilliValue } from '../units.ts';
import { formatQuantity } from './format.ts';
import { parseQuantity, type QuantityFormat } from './quantity.ts';

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
const NANO_PER_MILLI = 10n ** 6n;

/** A cluster's pods repeat a handful of requests: each distinct text is parsed once. */
const parsed = new Map<string | number, MilliValue>();
const LARGEST_CACHE = 4096;

/**
 * A quantity in thousandths, as the autoscalers compute with it (`MilliValue()`): finer values are rounded away from zero. What does
 * not fit an int64 is undefined in Kubernetes and saturates here. Throws a QuantityError.
 */
export function parseMilli(written: string | number): MilliValue {
  const known = parsed.get(written);
  if (known !== undefined) return known;
  const milli = toMilli(parseQuantity(written).nano);
  if (parsed.size >= LARGEST_CACHE) parsed.clear();
  parsed.set(written, milli);
  return milli;
}

/** Prints thousandths as a canonical quantity: 1500 is "1500m", 2000000 is "2k", 104857600000 is "100Mi" in BinarySI. */
export function formatMilli(milli: MilliValue, format: QuantityFormat = 'DecimalSI'): string {
  return formatQuantity({ nano: milli * NANO_PER_MILLI, format });
}

function toMilli(nano: bigint): MilliValue {
  const whole = nano / NANO_PER_MILLI;
  const rest = nano % NANO_PER_MILLI;
  const milli = rest > 0n ? whole + 1n : rest < 0n ? whole - 1n : whole;
  return milli > INT64_MAX ? INT64_MAX : milli < INT64_MIN ? INT64_MIN : milli;
}
