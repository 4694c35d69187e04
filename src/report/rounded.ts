/** To thousandths: enough for a reader, and free of the last bits of floating point. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Dollars, to the ten-thousandth of a cent: a node costs little in a minute. */
export function roundedUsd(value: number): number {
  return Number(value.toFixed(6));
}
