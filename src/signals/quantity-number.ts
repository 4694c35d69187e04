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

const binaryExponents: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * A quantity as a plain number, for charts. The autoscalers themselves compute in whole thousandths; a chart wants the nanocores that
 * metrics-server reports. Undefined for text that is no quantity.
 */
export function quantityNumber(text: string): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([a-zA-Z]{0,2}))$/.exec(text);
  if (!match) return undefined;
  const [, digits = '', exponent, suffix = ''] = match;
  if (exponent !== undefined) return Number(`${digits}e${exponent}`);
  const binary = binaryExponents[suffix];
  if (binary !== undefined) return Number(digits) * 2 ** binary;
  // Read as one number: multiplying by 1e-3 would print 36m as 0.036000000000000004.
  const decimal = decimalExponents[suffix];
  return decimal === undefined ? undefined : Number(`${digits}e${decimal}`);
}
