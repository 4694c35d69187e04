import { describe, expect, test } from 'vitest';
import { defaultFlapBudget, flapBudget } from '../../../src/autoscaling/figures/flap-budget.ts';
import { oscillationScore } from '../../../src/autoscaling/figures/oscillation.ts';
import { overshootOf } from '../../../src/autoscaling/figures/overshoot.ts';
import { timeOverTarget } from '../../../src/autoscaling/figures/time-over-target.ts';
import { path, samples, second, window } from './moments.ts';

describe('the flap budget', () => {
  const pods = (count: number, at: number) => Array.from({ length: count }, () => second(at));

  test('pays for one arch from the minimum to the maximum and back', () => {
    expect(defaultFlapBudget(1, 10)).toBe(18);
    expect(defaultFlapBudget(3, 3)).toBe(2);
    const arch = flapBudget(pods(9, 10), pods(9, 200), defaultFlapBudget(1, 10), second(300));
    expect(arch).toEqual({ starts: 9, stops: 9, budget: 18, left: 0, usedRatio: 1, recoversAt: second(610) });
  });

  test('is overdrawn by a fight', () => {
    const births = [...pods(9, 10), ...pods(5, 60), ...pods(5, 90)];
    const deaths = [...pods(5, 50), ...pods(5, 80)];
    expect(flapBudget(births, deaths, 18, second(120))).toMatchObject({ left: -11, starts: 19, stops: 10 });
  });

  test('grows back ten minutes after each start and stop', () => {
    expect(flapBudget(pods(4, 0), [], 18, second(599))).toMatchObject({ left: 14, recoversAt: second(600) });
    expect(flapBudget(pods(4, 0), [], 18, second(600))).toMatchObject({ left: 18, usedRatio: 0, recoversAt: null });
    expect(flapBudget(pods(4, 700), [], 18, second(600)).starts).toBe(0);
  });
});

describe('the oscillation score', () => {
  test.each([
    ['nothing', path(), 0],
    ['a rest', path([0, 3]), 0],
    ['a rise', path([0, 1], [10, 4], [20, 10]), 0],
    ['an arch', path([0, 1], [10, 10], [20, 5], [30, 1]), 0],
    ['a dip', path([0, 10], [10, 1], [20, 10]), 0],
    ['a fight', path([0, 1], [10, 10], [20, 5], [30, 10], [40, 5], [50, 10]), 1 - 9 / 29],
  ])('of %s', (_, counts, score) => {
    expect(oscillationScore(counts, window(0, 100))).toBeCloseTo(score);
  });

  test('looks at the window alone', () => {
    const fight = path([0, 1], [10, 10], [20, 5], [30, 10], [40, 5]);
    expect(oscillationScore(fight, window(35, 100))).toBe(0);
  });
});

test('overshoot is the peak beyond what the queue asked for at its highest', () => {
  const need = { lag: samples([0, 0], [10, 21], [20, Number.NaN]), lagThreshold: 5, floor: 1 };
  expect(overshootOf(path([0, 1], [15, 10]), need, window(0, 60))).toEqual({ peak: 10, needed: 5, overshoot: 5 });
  expect(overshootOf(path([0, 3]), need, window(0, 60))).toEqual({ peak: 3, needed: 5, overshoot: 0 });
  expect(overshootOf(path([0, 3]), { ...need, lag: [] }, window(0, 60))).toBeNull();
  expect(overshootOf([], need, window(0, 60))).toBeNull();
});

test('time over target tells the sum, the longest stretch and the share of what was measured', () => {
  const values = samples([0, 1], [10, 6], [20, 4], [30, 6], [55, Number.NaN], [60, 6]);
  expect(timeOverTarget(values, 5, window(0, 65))).toEqual({
    seconds: 10 + 25 + 5,
    longestSeconds: 25,
    measuredSeconds: 60,
    ratio: 40 / 60,
  });
  expect(timeOverTarget([], 5, window(0, 60)).ratio).toBeNull();
  expect(timeOverTarget(samples([0, 5]), 5, window(0, 60)).seconds).toBe(0);
});
