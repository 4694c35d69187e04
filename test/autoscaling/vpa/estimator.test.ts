import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { emptyAggregate } from '../../../src/autoscaling/vpa/aggregate.ts';
import {
  confidence,
  confidenceFactor,
  containerMinimum,
  estimate,
  maxAmount,
} from '../../../src/autoscaling/vpa/estimator.ts';
import { hourMs, start, steadyUsage } from './usage-fixture.ts';

describe('the target', () => {
  it.each([
    [5, 11],
    [15, 23],
    [25, 35],
    [35, 49],
    [50, 63],
    [60, 78],
    [75, 93],
    [90, 109],
    [100, 126],
    [115, 143],
  ])('for %dm used is %dm, a rung of the fixed ladder', (usedMillicores, target) => {
    const usage = steadyUsage(usedMillicores, 1, 10);
    expect(estimate(usage, 'cpu', 'target', 0)).toBe(target);
  });

  it('is at least the minimum', () => {
    const usage = steadyUsage(5, 5_000_000, 10);
    expect(estimate(usage, 'cpu', 'target', containerMinimum(1).cpu)).toBe(25);
    expect(estimate(usage, 'memory', 'target', containerMinimum(1).memory)).toBe(262_144_000);
  });

  it('adds fifteen percent to the end of the memory bucket, in whole bytes', () => {
    // 1 GB lies in bucket 36: 1e7 (1.05^37 - 1) / 0.05 = 1016281388.55; 15 % of 1016281388 is 152442208.2.
    expect(estimate(steadyUsage(5, 1e9, 1), 'memory', 'target', 0)).toBe(1_016_281_388 + 152_442_208);
  });
});

describe('the minimum', () => {
  it.each([
    [1, 25, 262_144_000],
    [2, 12, 131_072_000],
    [3, 8, 87_381_333],
  ])('of each of %d containers is %dm and %d bytes', (containers, cpu, memory) => {
    expect(containerMinimum(containers)).toEqual({ cpu, memory });
  });
});

describe('confidence', () => {
  it('is zero without samples and with a single one', () => {
    expect(confidence(emptyAggregate(epochMs(0)))).toBe(0);
    expect(confidence(steadyUsage(5, 1, 1))).toBe(0);
  });

  it('is the days between first and last sample where samples come each minute', () => {
    // 721 samples span exactly 12 h; 721/1440 days of samples is slightly more.
    expect(confidence(steadyUsage(5, 1, 721))).toBe(0.5);
  });

  it('is the number of samples in days where they are rare', () => {
    expect(confidence(steadyUsage(5, 1, 36, hourMs))).toBeCloseTo(36 / 1440, 12);
  });

  it.each([
    [0.5, 3],
    [1, 2],
    [7, 1 + 1 / 7],
  ])('of %d days widens the upper bound %d times', (days, factor) => {
    expect(confidenceFactor('upperBound', days)).toBeCloseTo(factor, 12);
  });

  it.each([
    [5 / 1440, 0.6028],
    [30 / 1440, 0.9105],
    [60 / 1440, 0.9537],
  ])('of %d days shrinks the lower bound to %d', (days, factor) => {
    expect(confidenceFactor('lowerBound', days)).toBeCloseTo(factor, 4);
  });
});

describe('the bounds', () => {
  it('are 0 and unbounded with a single sample', () => {
    const usage = steadyUsage(100, 1e9, 1);
    expect(estimate(usage, 'cpu', 'lowerBound', 0)).toBe(0);
    expect(estimate(usage, 'cpu', 'upperBound', 0)).toBe(maxAmount);
    expect(estimate(usage, 'memory', 'upperBound', 0)).toBe(maxAmount);
  });

  it('are three times the target and a little below it after half a day', () => {
    // Steady 100m: every percentile ends at 110m, with margin 126m. c = 0.5: 126 * 3 = 378; 126 * 1.002^-2 = 125.49.
    const usage = steadyUsage(100, 1, 721);
    expect(estimate(usage, 'cpu', 'upperBound', 0)).toBe(378);
    expect(estimate(usage, 'cpu', 'lowerBound', 0)).toBe(125);
  });

  it('use the cpu history for memory too', () => {
    // Bucket of 1 GB with margin is 1168723596; times 3, and times 1.002^-2 = 1164062688.99.
    const usage = steadyUsage(100, 1e9, 721);
    expect(estimate(usage, 'memory', 'upperBound', 0)).toBe(3_506_170_788);
    expect(estimate(usage, 'memory', 'lowerBound', 0)).toBe(1_164_062_688);
  });

  it('have no upper limit but the minimum where nothing is known of memory', () => {
    const cpuOnly = { ...steadyUsage(100, 1, 1), memoryPeaks: emptyAggregate(start).memoryPeaks };
    expect(estimate(cpuOnly, 'memory', 'upperBound', 262_144_000)).toBe(262_144_000);
  });
});
