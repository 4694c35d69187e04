/** How a quantity prints: `1500m`, `2k` (DecimalSI), `100Mi` (BinarySI) or `1e3` (DecimalExponent). */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** A Kubernetes quantity: a fixed-point number of billionths, and the family of suffixes it was written with. */
export interface Quantity {
  readonly nano: bigint;
  readonly format: QuantityFormat;
}

/** Text that is no quantity. `text` is what was written. */
export class QuantityError extends Error {
  override readonly name = 'QuantityError';
  readonly text: string;

  constructor(text: string, reason: string) {
    super(`${JSON.stringify(text)} is not a quantity: ${reason}`);
    this.text = text;
  }
}

const INT64_MAX = 2n ** 63n - 1n;
const NANO_DIGITS = 9;

/** Kubernetes accepts any exponent; beyond this one no number means anything, and bigints become slow. */
const LARGEST_EXPONENT = 400;

const decimalExponents: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const binaryPowers: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

const shape = /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z]*(?:[+-]?\d+)?)$/;

/**
 * Parses a quantity as the API server does (`resource.ParseQuantity`): digits with an optional fraction, then `n u m k M G T P E`,
 * `Ki`…`Ei`, or an exponent `e3`/`E-3`. What is finer than a billionth is rounded away from zero; a binary quantity is
 * capped at 2^63-1. A number, as YAML and JSON may have one, counts as its digits. Throws {@link QuantityError}.
 */
export function parseQuantity(written: string | number): Quantity {
  const text = String(written).trim();
  const match = shape.exec(text);
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match ?? [];
  if (!match || whole.length + fraction.length === 0) {
    throw new QuantityError(text, 'expected a number with an optional suffix, such as 500m, 1.5Gi or 2e3');
  }

  const digits = BigInt(whole + fraction);
  const binary = binaryPowers[suffix];
  const size =
    binary === undefined
      ? scaled(digits, decimalExponent(text, suffix) - fraction.length + NANO_DIGITS)
      : atMost(scaled(digits << binary, NANO_DIGITS - fraction.length), INT64_MAX * 10n ** 9n);
  return { nano: sign === '-' ? -size : size, format: formatOf(suffix, size) };
}

function decimalExponent(text: string, suffix: string): number {
  const known = decimalExponents[suffix];
  if (known !== undefined) return known;
  if (!/^[eE][+-]?\d+$/.test(suffix)) {
    throw new QuantityError(text, `unknown suffix '${suffix}'; known are n u m k M G T P E, Ki Mi Gi Ti Pi Ei and e3`);
  }
  const exponent = Number(suffix.slice(1));
  if (Math.abs(exponent) > LARGEST_EXPONENT) throw new QuantityError(text, `the exponent ${exponent} is out of range`);
  return exponent;
}

function formatOf(suffix: string, size: bigint): QuantityFormat {
  // A fraction of one unit has no binary suffix, so Kubernetes prints it in decimal.
  if (suffix in binaryPowers) return size > 0n && size < 10n ** 9n ? 'DecimalSI' : 'BinarySI';
  return /^[eE].*\d$/.test(suffix) ? 'DecimalExponent' : 'DecimalSI';
}

/** `digits` times ten to the power of `exponent`, rounded up. `digits` is not negative. */
function scaled(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return (digits + divisor - 1n) / divisor;
}

function atMost(value: bigint, limit: bigint): bigint {
  return value > limit ? limit : value;
}
