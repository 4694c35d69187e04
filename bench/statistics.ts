/** The value that a share `p` (0..1) of the samples does not exceed; nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
  if (value === undefined) {
    throw new RangeError('a percentile of no samples');
  }
  return value;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
