import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { CpuLedger } from '../../../src/embedded/traffic/cpu-ledger.ts';
import { CpuAccount } from '../../../src/embedded/workload/cpu-account.ts';

const startAt = epochMs(Date.UTC(2026, 0, 1));

describe('a ledger of small pieces of CPU work', () => {
  it('has the figures of one burst of the same work under CFS', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(0.1, 0.25, 0.5, 1),
        fc.constantFrom(1, 2, 4),
        (pieces, limitCores, threads) => {
          const account = new CpuAccount(startAt, limitCores, 0);
          const ledger = new CpuLedger(startAt, limitCores, threads);
          const wallMs = account.run(startAt, pieces * 5, threads);
          let endMs = 0;
          for (let piece = 0; piece < pieces; piece += 1) endMs = Math.max(endMs, ledger.run(startAt, 5) - startAt);
          const after = plusMs(startAt, 60_000);
          const [burst, small] = [account.figures(after), ledger.figures(after)];
          expect(small.cpuSeconds).toBeCloseTo(burst.cpuSeconds, 6);
          expect(Math.abs(small.periods - burst.periods)).toBeLessThanOrEqual(1);
          expect(Math.abs(small.throttledPeriods - burst.throttledPeriods)).toBeLessThanOrEqual(1);
          expect(Math.abs(small.throttledSeconds - burst.throttledSeconds)).toBeLessThanOrEqual(0.1);
          // The last piece runs on one thread, where a burst is split to the end.
          expect(endMs).toBeGreaterThanOrEqual(wallMs - 1e-3);
          expect(endMs - wallMs).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  it('never counts backwards, nor more than the quota in a period', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 })), { maxLength: 60 }),
        (pieces) => {
          const ledger = new CpuLedger(startAt, 0.5, 2);
          let nowMs = 0;
          let before = 0;
          for (const [gapMs, cpuMs] of pieces) {
            nowMs += gapMs;
            ledger.run(startAt + nowMs, cpuMs);
            const { cpuSeconds } = ledger.figures(plusMs(startAt, nowMs));
            expect(cpuSeconds).toBeGreaterThanOrEqual(before - 1e-9);
            expect(cpuSeconds * 1000).toBeLessThanOrEqual((Math.floor(nowMs / 100) + 1) * 50 + 1e-6);
            before = cpuSeconds;
          }
        },
      ),
    );
  });

  it('keeps what was used until the program died, and no more', () => {
    const ledger = new CpuLedger(startAt, undefined, 1);
    ledger.run(startAt, 1000);
    ledger.stop(plusMs(startAt, 250));
    expect(ledger.figures(plusMs(startAt, 5000)).cpuSeconds).toBeCloseTo(0.25, 6);
  });
});
