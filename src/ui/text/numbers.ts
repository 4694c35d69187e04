const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A count with thousands separated: `6,213`. */
export function count(value: number): string {
  return grouped.format(value);
}

/** At most three significant digits without trailing zeros: `0.52`, `12.5`, `412`. */
function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A number in at most about four characters: `950`, `6k`, `6.2k`, `1.5M`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_500) return `${significant(value / 1e6)}M`;
  if (size >= 9_995) return `${Math.round(value / 1000)}k`;
  if (size >= 1000) return `${Math.round(value / 100) / 10}k`;
  return significant(value);
}

/** A quantity as Kubernetes prints it, in thousandths below ten: `36m`, `500m`, `1500m`, `12`. */
export function milliQuantity(value: number): string {
  const milli = value * 1000;
  if (value === 0) return '0';
  if (Math.abs(milli) < 1) return value > 0 ? '<1m' : '0';
  return milli % 1000 === 0 ? String(value) : `${Math.round(milli)}m`;
}

/** Bytes with a binary suffix: `64Mi`, `1.5Gi`. */
function bytes(value: number): string {
  const suffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti'];
  let scaled = value;
  let suffix = 0;
  while (Math.abs(scaled) >= 1024 && suffix < suffixes.length - 1) {
    scaled /= 1024;
    suffix++;
  }
  return `${significant(scaled)}${suffixes[suffix]}`;
}

/** A value of a signal as short as an axis wants it. The unit decides the notation, and is printed only where it is part of it. */
export function valueText(value: number, unit: string): string {
  if (!Number.isFinite(value)) return '–';
  if (unit === 'cores') return milliQuantity(value);
  if (unit === 'bytes') return bytes(value);
  if (unit === '%') return `${significant(value)}%`;
  return compact(value);
}

/** A value with its unit spelt out: `36m cores`, `412 msg/CPU-s`, `11%`. */
export function valueWithUnit(value: number, unit: string): string {
  const text = valueText(value, unit);
  return unit === '' || unit === '%' || unit === 'bytes' || !Number.isFinite(value) ? text : `${text} ${unit}`;
}
