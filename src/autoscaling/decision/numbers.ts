/** A number as a person reads it: at most three decimals, thousands set apart. */
export function figure(value: number): string {
  return grouped(String(Math.round(value * 1000) / 1000));
}

/** Sets thousands apart in the digits before a fraction, a suffix or a sign: `6213` is `6,213`, `12345m` is `12,345m`. */
export function grouped(text: string): string {
  return text.replace(/^-?\d{4,}/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

/** A quantity with thousands set apart, and with a point instead of thousandths where there are whole units: `9334m` is `9.334`. */
export function readable(quantity: string): string {
  const [, whole, thousandths] = /^(-?\d+)(\d{3})m\b/.exec(quantity) ?? [];
  if (whole === undefined || thousandths === undefined) return grouped(quantity);
  const fraction = thousandths.replace(/0+$/, '');
  return grouped(whole) + (fraction === '' ? '' : `.${fraction}`) + quantity.slice(whole.length + 4);
}

/** `1 replica`, `1,243 replicas`. */
export function replicas(count: number): string {
  return `${figure(count)} ${count === 1 ? 'replica' : 'replicas'}`;
}
