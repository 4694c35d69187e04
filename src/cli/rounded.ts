/** To thousandths: enough for a reader, and free of the last bits of floating point. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
