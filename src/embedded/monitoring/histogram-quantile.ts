/** One bucket of a cumulative histogram: how many (or how many per second) lie at or below `bound`. */
export interface Bucket {
  readonly bound: number;
  readonly count: number;
}

/**
 * Prometheus' `histogram_quantile()`: linear interpolation within the bucket the quantile falls into, from 0 for the first; the highest
 * finite bound when it falls into `+Inf` (promql/quantile.go, bucketQuantile). Buckets ascend and end with `+Inf`. NaN without observations.
 */
export function histogramQuantile(quantile: number, rawBuckets: readonly Bucket[]): number {
  const buckets = monotonic(rawBuckets);
  const total = buckets.at(-1)?.count ?? 0;
  if (!(total > 0)) return Number.NaN;
  const rank = quantile * total;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const bucket = buckets[index];
  const below = buckets[index - 1] ?? { bound: 0, count: 0 };
  if (!bucket || !Number.isFinite(bucket.bound)) return below.bound;
  return below.bound + ((bucket.bound - below.bound) * (rank - below.count)) / (bucket.count - below.count);
}

/** Extrapolated rates of the buckets of one histogram need not grow from bucket to bucket as its counts do (ensureMonotonic). */
function monotonic(buckets: readonly Bucket[]): readonly Bucket[] {
  let highest = 0;
  return buckets.map(({ bound, count }) => {
    highest = Math.max(highest, count);
    return { bound, count: highest };
  });
}
