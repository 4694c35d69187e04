import { expect, test } from 'vitest';
import { churnPerMinute, momentsWithin } from '../../../src/autoscaling/figures/churn.ts';
import { drainedAt, lastOf, meanOf, peakOf, secondsOver } from '../../../src/autoscaling/figures/samples.ts';
import { countAt, countSeconds, extremes } from '../../../src/autoscaling/figures/step-path.ts';
import { wastedPodSeconds } from '../../../src/autoscaling/figures/waste.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';

const second = (seconds: number) => epochMs(seconds * 1000);
const window = (from: number, to: number) => ({ from: second(from), to: second(to) });
const path = (...points: [seconds: number, count: number][]) =>
  points.map(([at, count]) => ({ at: second(at), count }));
const samples = (...points: [seconds: number, value: number][]) =>
  points.map(([at, value]) => ({ at: second(at), value }));

test('a count holds until the next point', () => {
  const pods = path([0, 1], [10, 4]);
  expect(countAt(pods, second(9))).toBe(1);
  expect(countAt(pods, second(10))).toBe(4);
  expect(countAt(pods, second(-1))).toBeUndefined();
});

test('pod-seconds are the area under the path, clipped to the window', () => {
  const pods = path([0, 1], [10, 4], [20, 2]);
  expect(countSeconds(pods, window(5, 25))).toBe(5 + 40 + 10);
  expect(countSeconds([], window(0, 10))).toBe(0);
});

test('extremes include the count the window begins with', () => {
  expect(extremes(path([0, 7], [10, 4], [20, 5]), window(5, 15))).toEqual({ min: 4, peak: 7, final: 4 });
  expect(extremes([], window(0, 1))).toBeNull();
});

test('gaps weigh nothing in peak, mean and last value', () => {
  const measured = samples([0, 2], [1, Number.NaN], [2, 4], [3, Number.NaN]);
  expect(peakOf(measured, window(0, 10))).toBe(4);
  expect(meanOf(measured, window(0, 10))).toBe(3);
  expect(lastOf(measured, window(0, 10))).toBe(4);
  expect(meanOf(measured, window(5, 10))).toBeNull();
});

test('time over the limit counts until the next measurement and is strict', () => {
  expect(secondsOver(samples([0, 10], [5, 11], [8, 10], [9, 20], [10, Number.NaN]), 10, window(0, 20))).toBe(3 + 1);
});

test('a queue is drained when it stays empty to the end', () => {
  expect(drainedAt(samples([0, 0], [1, 5], [2, 0], [3, 0]), window(0, 10))).toBe(second(2));
  expect(drainedAt(samples([1, 5], [2, 0], [3, 1], [4, 0]), window(0, 10))).toBe(second(4));
  expect(drainedAt(samples([1, 5], [2, 0], [3, 1]), window(0, 10))).toBeNull();
  expect(drainedAt(samples([0, 0], [1, 0]), window(0, 10))).toBeNull();
});

test('wasted pod-seconds are those beyond what lag divided by threshold asks for', () => {
  const pods = path([0, 1], [10, 10], [40, 10]);
  const lag = samples([0, 0], [10, 50], [20, 12], [30, 0]);
  const need = { lag, lagThreshold: 5, floor: 1 };
  expect(wastedPodSeconds(pods, need, window(0, 40))).toBe(0 + 0 + 7 * 10 + 9 * 10);
});

test('churn counts births and deaths per minute', () => {
  const births = [second(1), second(50), second(59)];
  expect(momentsWithin(births, window(1, 59))).toBe(2);
  expect(churnPerMinute(births, [second(55)], second(60), 30_000)).toBe(6);
});
