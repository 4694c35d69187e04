import { describe, expect, it } from 'vitest';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { bucketEnd, bucketOf, bucketStart, cpuBuckets, memoryBuckets } from '../../../src/autoscaling/vpa/buckets.ts';
import {
  addSample,
  type DecayingHistogram,
  emptyHistogram,
  isEmpty,
  mergeHistograms,
  percentile,
  subtractSample,
} from '../../../src/autoscaling/vpa/decaying-histogram.ts';
import { dayMs, start } from './usage-fixture.ts';

const empty = emptyHistogram(cpuBuckets);

/** Samples of equal weight and time. */
function of(...cores: number[]): DecayingHistogram {
  return cores.reduce((histogram, value) => addSample(histogram, value, 0.1, start), empty);
}

describe('buckets', () => {
  it('are 176 for cpu and for memory', () => {
    expect([cpuBuckets.count, memoryBuckets.count]).toEqual([176, 176]);
  });

  it('grow by five percent each', () => {
    expect(bucketStart(cpuBuckets, 0)).toBe(0);
    expect(bucketStart(cpuBuckets, 1)).toBeCloseTo(0.01, 12);
    expect(bucketStart(cpuBuckets, 2)).toBeCloseTo(0.0205, 12);
    expect(bucketStart(cpuBuckets, 3)).toBeCloseTo(0.031525, 12);
    expect(bucketStart(memoryBuckets, 2)).toBeCloseTo(20_500_000, 3);
  });

  it.each([
    [0, 0],
    [0.00999, 0],
    [0.011, 1],
    [0.02049, 1],
    [0.0206, 2],
    [999, 174],
    [1_000_000, 175],
  ])('%d cores fall into bucket %d', (cores, bucket) => {
    expect(bucketOf(cpuBuckets, cores)).toBe(bucket);
  });

  it('every value lies between the start and the end of its bucket', () => {
    for (let cores = 0.0003; cores < 900; cores *= 1.013) {
      const bucket = bucketOf(cpuBuckets, cores);
      expect(cores).toBeGreaterThanOrEqual(bucketStart(cpuBuckets, bucket) * (1 - 1e-9));
      expect(cores).toBeLessThanOrEqual(bucketEnd(cpuBuckets, bucket) * (1 + 1e-9));
    }
  });
});

describe('a decaying histogram', () => {
  it('has percentile 0 while empty', () => {
    expect(isEmpty(empty)).toBe(true);
    expect(percentile(empty, 0.9)).toBe(0);
  });

  it('answers with the end of the bucket that reaches the share', () => {
    const histogram = of(0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.1);
    expect(percentile(histogram, 0.5)).toBeCloseTo(0.01, 12);
    expect(percentile(histogram, 0.95)).toBe(bucketEnd(cpuBuckets, bucketOf(cpuBuckets, 0.1)));
  });

  it('answers with the start of the last bucket for what exceeds all', () => {
    expect(percentile(of(5000), 0.5)).toBe(bucketStart(cpuBuckets, 175));
  });

  it('counts a sample of yesterday half', () => {
    // Two old samples weigh as much as one new one: exactly half is in the low bucket, and half suffices for the median.
    const old = addSample(addSample(empty, 0.005, 0.1, start), 0.005, 0.1, start);
    const mixed = addSample(old, 0.1, 0.1, plusMs(start, dayMs));
    expect(percentile(mixed, 0.5)).toBeCloseTo(0.01, 12);
    expect(percentile(addSample(mixed, 0.1, 0.01, plusMs(start, dayMs)), 0.5)).toBeGreaterThan(0.1);
  });

  it('keeps percentiles when the reference moves after a hundred half-lives', () => {
    const late = plusMs(start, 101 * dayMs);
    const histogram = addSample(addSample(of(0.5), 0.1, 0.1, late), 0.2, 0.1, late);
    expect(histogram.referenceAt).toBe(late);
    expect(percentile(histogram, 0.5)).toBe(bucketEnd(cpuBuckets, bucketOf(cpuBuckets, 0.1)));
    expect(percentile(histogram, 0.9)).toBe(bucketEnd(cpuBuckets, bucketOf(cpuBuckets, 0.2)));
  });

  it('is as it was after a sample is added and taken back', () => {
    const before = of(0.005, 0.3);
    const at = plusMs(start, 5 * 60_000);
    const after = subtractSample(addSample(before, 2, 0.1, at), 2, 0.1, at);
    expect(after.weights).toEqual(before.weights);
    expect(percentile(after, 0.95)).toBe(percentile(before, 0.95));
  });

  it('never takes back more than is there', () => {
    const histogram = subtractSample(of(0.005), 0.005, 5, start);
    expect(isEmpty(histogram)).toBe(true);
    expect(histogram.totalWeight).toBe(0);
  });

  it('merges histograms with different references as if all samples were in one', () => {
    const late = plusMs(start, 3 * dayMs);
    const merged = mergeHistograms(of(0.5), addSample(empty, 0.1, 0.1, late));
    const single = addSample(of(0.5), 0.1, 0.1, late);
    for (const p of [0.1, 0.5, 0.88, 0.9, 0.99]) expect(percentile(merged, p)).toBe(percentile(single, p));
    expect(merged.referenceAt).toBe(late);
  });

  it('merges with an empty one to itself', () => {
    expect(mergeHistograms(empty, of(0.5))).toEqual(of(0.5));
    expect(mergeHistograms(of(0.5), empty)).toEqual(of(0.5));
  });
});
