/** What a list of numbers looks like; zeros for an empty one. */
export interface Spread {
  readonly count: number;
  readonly average: number;
  readonly min: number;
  readonly max: number;
  /** Linear interpolation between neighbours; `share` is 0..1. */
  at(share: number): number;
}

/** Sorts once, then answers any quantile. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const value = (index: number): number => sorted[Math.max(0, Math.min(sorted.length - 1, index))] ?? 0;
  return {
    count: sorted.length,
    average: sorted.length === 0 ? 0 : sorted.reduce((total, each) => total + each, 0) / sorted.length,
    min: value(0),
    max: value(sorted.length - 1),
    at: (share) => {
      const position = share * (sorted.length - 1);
      const low = Math.floor(position);
      return value(low) + (value(low + 1) - value(low)) * (position - low);
    },
  };
}
