import { describe, expect, it } from 'vitest';
import { counterRate } from '../../../src/embedded/monitoring/counter-rate.ts';

const samples = (...pairs: readonly (readonly [seconds: number, value: number])[]) =>
  pairs.map(([seconds, value]) => ({ atMs: seconds * 1000, value }));

const range = { startMs: 100_000, endMs: 130_000 };

describe('rate of a counter', () => {
  it('of a steady counter is its slope, extrapolated to the ends of the range', () => {
    const steady = samples([103, 1003], [108, 1008], [113, 1013], [118, 1018], [123, 1023], [128, 1028]);
    expect(counterRate(steady, range)).toBeCloseTo(1);
  });

  it('needs two samples inside the range', () => {
    expect(counterRate(samples([90, 1], [129, 5]), range)).toBeUndefined();
    expect(counterRate([], range)).toBeUndefined();
  });

  it('adds a reset back', () => {
    expect(counterRate(samples([101, 50], [115, 80], [129, 10]), range)).toBeCloseTo(((30 + 10) / 28) * (30 / 30));
  });

  it('extrapolates half a gap where a series begins or ends inside the range', () => {
    // Three samples 5 s apart in the middle: 10 s seen, 2.5 s added at each end.
    expect(counterRate(samples([110, 1000], [115, 1005], [120, 1010]), range)).toBeCloseTo((10 * 15) / 10 / 30);
  });

  it('does not extrapolate a counter below zero', () => {
    expect(counterRate(samples([103, 0], [108, 5], [113, 10], [118, 15], [123, 20], [128, 25]), range)).toBeCloseTo(
      (25 * 27) / 25 / 30,
    );
  });
});
