import { expect, it } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { CpuAccount } from '../../../src/embedded/workload/cpu-account.ts';

const start = 1_700_000_000_000;
const at = (milliseconds: number) => epochMs(start + milliseconds);

it('an idle container uses its trickle and has no runnable periods', () => {
  const account = new CpuAccount(at(0), 0.5, 4);
  expect(account.figures(at(10_000))).toEqual({
    cpuSeconds: 0.04,
    periods: 0,
    throttledPeriods: 0,
    throttledSeconds: 0,
  });
});

it('says how long a burst takes, and adds it up with the ones before', () => {
  const account = new CpuAccount(at(0), 0.5, 0);
  expect(account.run(at(0), 120, 4)).toBe(205);
  expect(account.run(at(1000), 40, 4)).toBe(10);
  expect(account.figures(at(2000))).toEqual({
    cpuSeconds: 0.16,
    periods: 4,
    throttledPeriods: 2,
    throttledSeconds: 0.175,
  });
});

it('two bursts in one period share its quota, and the period counts once', () => {
  const account = new CpuAccount(at(0), 0.5, 0);
  expect(account.run(at(0), 40, 4)).toBe(10);
  // 10 ms of quota are left: 2.5 ms, then the wait for the next period at 100 ms.
  expect(account.run(at(20), 30, 4)).toBe(85);
  expect(account.figures(at(200))).toMatchObject({ cpuSeconds: 0.07, periods: 2, throttledPeriods: 1 });
});

it('an abandoned burst keeps what it has used', () => {
  const account = new CpuAccount(at(0), 0.5, 0);
  account.run(at(0), 1000, 4);
  account.abandon(at(150));
  expect(account.figures(at(5000))).toMatchObject({ cpuSeconds: 0.1, periods: 2, throttledPeriods: 2 });
});

it('the figures of a program that has ended do not move', () => {
  const account = new CpuAccount(at(0), undefined, 100);
  account.stop(at(1000));
  expect(account.figures(at(9000)).cpuSeconds).toBeCloseTo(0.1);
});
