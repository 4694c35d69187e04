import { describe, expect, it } from 'vitest';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { addCpuUsage, emptyAggregate } from '../../../src/autoscaling/vpa/aggregate.ts';
import { CheckpointError, fromCheckpoint, toCheckpoint } from '../../../src/autoscaling/vpa/checkpoint.ts';
import { recommend } from '../../../src/autoscaling/vpa/recommend.ts';
import { dayMs, minuteMs, start, steadyUsage } from './usage-fixture.ts';

const usage = addCpuUsage(steadyUsage(100, 1e9, 3), 5, plusMs(start, 3 * minuteMs));
const checkpoint = toCheckpoint(usage, start);

describe('a checkpoint', () => {
  it('scales weights so that the heaviest bucket has 10000', () => {
    // 100m is in bucket 8 three times, 5m in bucket 0 once; three minutes of decay do not show.
    expect(checkpoint.cpuHistogram.bucketWeights['8']).toBe(10_000);
    expect(checkpoint.cpuHistogram.bucketWeights['0']).toBeGreaterThan(3_333);
    expect(checkpoint.cpuHistogram.bucketWeights['0']).toBeLessThan(3_345);
    expect(checkpoint.memoryHistogram.bucketWeights).toEqual({ '36': 10_000 });
    expect(checkpoint).toMatchObject({
      version: 'v3',
      totalSamplesCount: 4,
      firstSampleStart: '2026-01-05T00:00:00Z',
      lastSampleStart: '2026-01-05T00:03:00Z',
    });
  });

  it('survives the way to JSON and back with the same recommendation', () => {
    const reloaded = fromCheckpoint(JSON.parse(JSON.stringify(checkpoint)), plusMs(start, dayMs));
    const of = (aggregate: typeof usage) => recommend(new Map([['app', aggregate]]), undefined);
    expect(of(reloaded)).toEqual(of(usage));
    expect(reloaded.cpuUsage.totalWeight).toBe(usage.cpuUsage.totalWeight);
  });

  it('of nothing is nothing', () => {
    const nothing = emptyAggregate(start);
    expect(fromCheckpoint(toCheckpoint(nothing, start), start)).toEqual(nothing);
  });

  it.each([
    ['another version', { ...checkpoint, version: 'v2' }],
    ['a bucket that does not exist', { ...checkpoint, cpuHistogram: withBuckets({ '176': 1 }) }],
    ['a bucket that is no number', { ...checkpoint, cpuHistogram: withBuckets({ x: 1 }) }],
    ['negative weight', { ...checkpoint, cpuHistogram: { ...checkpoint.cpuHistogram, totalWeight: -1 } }],
  ])('with %s is refused', (_what, broken) => {
    expect(() => fromCheckpoint(broken, start)).toThrow(CheckpointError);
  });
});

function withBuckets(bucketWeights: Record<string, number>) {
  return { ...checkpoint.cpuHistogram, bucketWeights };
}
