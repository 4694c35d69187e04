import { type EpochMs, epochMs } from '../units.ts';
import { type BucketScheme, bucketEnd, bucketOf } from './buckets.ts';

/** Samples lose half their weight in a day, for cpu and memory alike. */
export const halfLifeMs = 24 * 60 * 60 * 1000;

/** Weights grow by 2 per half-life; past this exponent the reference moves up before doubles lose precision. */
const maxExponent = 100;

/**
 * A distribution that forgets: a sample weighs 2^((its time - referenceAt) / half-life), so only newer ones matter and nothing
 * has to be rewritten as time passes. Values are immutable; every operation returns a new histogram.
 */
export interface DecayingHistogram {
  readonly scheme: BucketScheme;
  /** A multiple of the half-life; undefined until the first sample. */
  readonly referenceAt: EpochMs | undefined;
  /** Weight per bucket, scheme.count of them. */
  readonly weights: readonly number[];
  readonly totalWeight: number;
}

/** A histogram without samples. */
export function emptyHistogram(scheme: BucketScheme): DecayingHistogram {
  return { scheme, referenceAt: undefined, weights: new Array<number>(scheme.count).fill(0), totalWeight: 0 };
}

/** Adds a sample (in cores or bytes) that was measured at `at`. */
export function addSample(histogram: DecayingHistogram, value: number, weight: number, at: EpochMs): DecayingHistogram {
  const base = withReferenceFor(histogram, at);
  const bucket = bucketOf(base.scheme, value);
  const decayed = weight * decayFactor(base, at);
  return {
    ...base,
    weights: base.weights.with(bucket, weightAt(base, bucket) + decayed),
    totalWeight: base.totalWeight + decayed,
  };
}

/** Takes back a sample that was added with the same value, weight and time. A bucket never drops below zero. */
export function subtractSample(
  histogram: DecayingHistogram,
  value: number,
  weight: number,
  at: EpochMs,
): DecayingHistogram {
  const base = withReferenceFor(histogram, at);
  const bucket = bucketOf(base.scheme, value);
  const present = weightAt(base, bucket);
  const decayed = weight * decayFactor(base, at);
  const removed = decayed > present - base.scheme.epsilon ? present : decayed;
  return { ...base, weights: base.weights.with(bucket, present - removed), totalWeight: base.totalWeight - removed };
}

/** All samples of both. They must share the bucketing. */
export function mergeHistograms(a: DecayingHistogram, b: DecayingHistogram): DecayingHistogram {
  if (a.referenceAt === undefined) return b;
  if (b.referenceAt === undefined) return a;
  const referenceAt = epochMs(Math.max(a.referenceAt, b.referenceAt));
  const [left, right] = [withReference(a, referenceAt), withReference(b, referenceAt)];
  return {
    ...left,
    weights: left.weights.map((weight, bucket) => weight + weightAt(right, bucket)),
    totalWeight: left.totalWeight + right.totalWeight,
  };
}

/**
 * The end of the first bucket at which at least the share `p` (0..1) of the weight is reached, in the unit of the samples;
 * 0 for an empty histogram. There is no interpolation, so answers come from a fixed ladder of bucket ends.
 */
export function percentile(histogram: DecayingHistogram, p: number): number {
  const { scheme, weights } = histogram;
  const isFilled = (weight: number) => weight >= scheme.epsilon;
  const first = weights.findIndex(isFilled);
  if (first < 0) return 0;
  const last = weights.findLastIndex(isFilled);
  const threshold = p * histogram.totalWeight;
  let bucket = first;
  for (let sum = 0; bucket < last; bucket++) {
    sum += weightAt(histogram, bucket);
    if (sum >= threshold) break;
  }
  return bucketEnd(scheme, bucket);
}

/** Whether no bucket holds a weight that counts. */
export function isEmpty(histogram: DecayingHistogram): boolean {
  return histogram.weights.every((weight) => weight < histogram.scheme.epsilon);
}

function weightAt(histogram: DecayingHistogram, bucket: number): number {
  return histogram.weights[bucket] ?? 0;
}

function decayFactor(histogram: DecayingHistogram, at: EpochMs): number {
  return 2 ** ((at - (histogram.referenceAt ?? at)) / halfLifeMs);
}

function withReferenceFor(histogram: DecayingHistogram, at: EpochMs): DecayingHistogram {
  if (histogram.referenceAt !== undefined && at <= histogram.referenceAt + maxExponent * halfLifeMs) return histogram;
  return withReference(histogram, at);
}

function withReference(histogram: DecayingHistogram, at: EpochMs): DecayingHistogram {
  const referenceAt = epochMs(Math.floor(at / halfLifeMs + 0.5) * halfLifeMs);
  if (referenceAt === histogram.referenceAt) return histogram;
  if (histogram.referenceAt === undefined) return { ...histogram, referenceAt };
  const factor = 2 ** ((histogram.referenceAt - referenceAt) / halfLifeMs);
  return {
    ...histogram,
    referenceAt,
    weights: histogram.weights.map((weight) => weight * factor),
    totalWeight: histogram.totalWeight * factor,
  };
}
