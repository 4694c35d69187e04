/**
 * The bucketing of a usage histogram: widths grow exponentially, so the relative error of a percentile is the same for a
 * sidecar of 10m and a database of 30 cores. The first bucket is [0, firstBucketSize); bucket n is firstBucketSize * ratio^n wide.
 */
export interface BucketScheme {
  /** In the unit of the samples: cores or bytes. */
  readonly firstBucketSize: number;
  readonly ratio: number;
  readonly count: number;
  /** A bucket that weighs less counts as empty. */
  readonly epsilon: number;
}

/** Samples in cores, up to 1,000 cores. */
export const cpuBuckets: BucketScheme = exponentialBuckets(0.01, 1000);

/** Samples in bytes, up to 1 TB. */
export const memoryBuckets: BucketScheme = exponentialBuckets(1e7, 1e12);

/** The bucket a sample falls into; values outside the range go to the first or last one. */
export function bucketOf(scheme: BucketScheme, value: number): number {
  if (value < scheme.firstBucketSize) return 0;
  const index = Math.trunc(logarithm(scheme.ratio, (value * (scheme.ratio - 1)) / scheme.firstBucketSize + 1));
  return Math.min(index, scheme.count - 1);
}

/** Where a bucket begins, in the unit of the samples. */
export function bucketStart(scheme: BucketScheme, bucket: number): number {
  if (bucket === 0) return 0;
  return (scheme.firstBucketSize * (scheme.ratio ** bucket - 1)) / (scheme.ratio - 1);
}

/** Where a bucket ends. The last one is open, so its start stands for it. */
export function bucketEnd(scheme: BucketScheme, bucket: number): number {
  return bucketStart(scheme, Math.min(bucket + 1, scheme.count - 1));
}

function exponentialBuckets(firstBucketSize: number, maxValue: number): BucketScheme {
  const ratio = 1.05;
  const count = Math.ceil(logarithm(ratio, (maxValue * (ratio - 1)) / firstBucketSize + 1)) + 1;
  return { firstBucketSize, ratio, count, epsilon: 0.0001 };
}

function logarithm(base: number, x: number): number {
  return Math.log(x) / Math.log(base);
}
