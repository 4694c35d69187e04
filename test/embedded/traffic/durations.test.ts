import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Durations } from '../../../src/embedded/traffic/durations.ts';
import { goDuration, goDurationMs } from '../../../src/embedded/traffic/go-duration.ts';

describe('durations in a histogram', () => {
  it('have quantiles within a thousandth of the sorted ones', () => {
    const values = fc.array(fc.double({ min: 0.01, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(values, fc.constantFrom(0, 0.1, 0.5, 0.9, 0.95, 0.99, 1), (valuesMs, share) => {
        const durations = new Durations();
        for (const valueMs of valuesMs) durations.add(valueMs);
        const sorted = [...valuesMs].sort((a, b) => a - b);
        const exact = sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
        expect(Math.abs(durations.quantileMs(share) - exact)).toBeLessThanOrEqual(exact * 0.0011);
        expect(durations.minMs).toBe(sorted[0]);
        expect(durations.maxMs).toBe(sorted.at(-1));
      }),
    );
  });

  it('are zero where there are none', () => {
    const { count, averageMs, minMs, maxMs } = new Durations();
    expect([count, averageMs, minMs, maxMs, new Durations().quantileMs(0.5)]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('a duration in Go’s form', () => {
  it.each([
    [0, '0s'],
    [0.1251, '125.1µs'],
    [148.2149, '148.21ms'],
    [31.5, '31.5ms'],
    [3000, '3s'],
    [60_000, '1m0s'],
    [90_500, '1m30.5s'],
    [3_600_000, '1h0m0s'],
    [999.999, '1s'],
  ])('of %d ms reads %s', (milliseconds, text) => {
    expect(goDuration(milliseconds)).toBe(text);
  });

  it.each([
    ['1m30s', 90_000],
    ['250ms', 250],
    ['1h', 3_600_000],
    ['0.5s', 500],
    ['ten', undefined],
    ['10', undefined],
  ])('%s is read', (text, milliseconds) => {
    expect(goDurationMs(text)).toBe(milliseconds);
  });
});
