import { describe, expect, it } from 'vitest';
import { burstEndMs, burstUsage, type CfsBurst } from '../../../src/embedded/workload/cfs-burst.ts';

const burst = (changes: Partial<CfsBurst> = {}): CfsBurst => ({
  startMs: 0,
  cpuMs: 120,
  threads: 4,
  quotaMs: 50,
  firstBudgetMs: 50,
  ...changes,
});

describe('a burst under CFS bandwidth control', () => {
  it('that fits into the quota runs at full speed and is not throttled', () => {
    const small = burst({ cpuMs: 40 });
    expect(burstEndMs(small)).toBe(10);
    expect(burstUsage(small, 10)).toEqual({ cpuMs: 40, periods: 1, throttledPeriods: 0, throttledMs: 0 });
  });

  it('of four threads uses a 50 ms quota up in 12.5 ms and waits for the next period', () => {
    expect(burstUsage(burst(), 12.5)).toMatchObject({ cpuMs: 50, throttledPeriods: 0 });
    expect(burstUsage(burst(), 60)).toEqual({ cpuMs: 50, periods: 1, throttledPeriods: 1, throttledMs: 47.5 });
    expect(burstEndMs(burst())).toBe(205);
    expect(burstUsage(burst(), 205)).toEqual({ cpuMs: 120, periods: 3, throttledPeriods: 2, throttledMs: 175 });
  });

  it('does not start another period when the work ends with the quota', () => {
    const exact = burst({ cpuMs: 100 });
    expect(burstEndMs(exact)).toBe(112.5);
    expect(burstUsage(exact, 500)).toMatchObject({ cpuMs: 100, periods: 2, throttledPeriods: 1 });
  });

  it('that starts late in a period gets only what is left of it', () => {
    const late = burst({ startMs: 95 });
    expect(burstUsage(late, 100)).toEqual({ cpuMs: 20, periods: 1, throttledPeriods: 0, throttledMs: 0 });
    expect(burstEndMs(late)).toBe(212.5);
    expect(burstUsage(late, 1000)).toMatchObject({ cpuMs: 120, periods: 3, throttledPeriods: 1 });
  });

  it('of one thread below a limit of one core is throttled once the quota is gone', () => {
    const single = burst({ threads: 1, cpuMs: 75 });
    expect(burstEndMs(single)).toBe(125);
    expect(burstUsage(single, 125)).toEqual({ cpuMs: 75, periods: 2, throttledPeriods: 1, throttledMs: 50 });
  });

  it('without a limit is never throttled', () => {
    const free = burst({ cpuMs: 1000, quotaMs: Number.POSITIVE_INFINITY, firstBudgetMs: Number.POSITIVE_INFINITY });
    expect(burstEndMs(free)).toBe(250);
    expect(burstUsage(free, 250)).toEqual({ cpuMs: 1000, periods: 3, throttledPeriods: 0, throttledMs: 0 });
  });

  it('agrees with a simulation in small steps, whatever its shape', () => {
    for (const startMs of [0, 30, 97]) {
      for (const threads of [1, 2, 4]) {
        for (const cpuMs of [10, 50, 180, 400]) {
          const shape = burst({ startMs, threads, cpuMs });
          const stepped = steppedEndMs(shape);
          expect(Math.abs(burstEndMs(shape) - stepped)).toBeLessThan(0.1);
        }
      }
    }
  });

  it('grows steadily: usage never falls and ends at the work', () => {
    let before = 0;
    for (let atMs = 0; atMs <= 260; atMs += 1.5) {
      const { cpuMs } = burstUsage(burst(), atMs);
      expect(cpuMs).toBeGreaterThanOrEqual(before);
      before = cpuMs;
    }
    expect(before).toBe(120);
  });
});

function steppedEndMs({ startMs, cpuMs, threads, quotaMs }: CfsBurst): number {
  const stepMs = 0.01;
  let [budget, left] = [quotaMs, cpuMs];
  for (let step = Math.round(startMs / stepMs); ; step += 1) {
    if (step % (100 / stepMs) === 0) budget = quotaMs;
    const used = Math.min(budget, left, threads * stepMs);
    budget -= used;
    left -= used;
    if (left < 1e-9) return (step + 1) * stepMs;
  }
}
