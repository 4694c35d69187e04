import type { Quantity } from './quantity.ts';

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const NANO_PER_UNIT = 10n ** 9n;

/** A quantity as mantissa and power of ten: no fraction, and the largest multiple of three that allows that. */
interface Canonical {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/**
 * Prints a quantity in canonical form: no fraction, the largest suffix that allows that. A binary quantity prints in decimal where
 * it is below 1024 or not whole, so that nothing is lost.
 */
export function formatQuantity({ nano, format }: Quantity): string {
  if (nano === 0n) return '0';
  const units = nano / NANO_PER_UNIT;
  const whole = units * NANO_PER_UNIT === nano;
  if (format === 'BinarySI' && whole && (units >= 1024n || units <= -1024n)) return formatBinary(units);

  const { mantissa, exponent } = canonical(nano);
  const suffix = format === 'DecimalExponent' ? undefined : decimalSuffixes[exponent / 3 + 3];
  return `${mantissa}${suffix ?? (exponent === 0 ? '' : `e${exponent}`)}`;
}

/** The double Kubernetes computes with (`AsApproximateFloat64` of the stored, canonical form). */
export function quantityToNumber({ nano }: Quantity): number {
  if (nano === 0n) return 0;
  const { mantissa, exponent } = canonical(nano);
  return Number(mantissa) * Number(`1e${exponent}`);
}

function formatBinary(units: bigint): string {
  let mantissa = units;
  let power = 0;
  while (mantissa % 1024n === 0n && power < binarySuffixes.length - 1) {
    mantissa /= 1024n;
    power += 1;
  }
  return `${mantissa}${binarySuffixes[power]}`;
}

function canonical(nano: bigint): Canonical {
  let mantissa = nano;
  let exponent = -9;
  while (mantissa % 1000n === 0n) {
    mantissa /= 1000n;
    exponent += 3;
  }
  return { mantissa, exponent };
}
