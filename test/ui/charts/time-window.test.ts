import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { resample, stepSamples } from '../../../src/ui/charts/resample.ts';
import { columnMsOf, windowSince } from '../../../src/ui/charts/time-window.ts';

describe('a window', () => {
  test('of a young run begins with it and is never more than a third empty, once there is a minute', () => {
    for (let now = 60_000; now < 3_600_000; now += 7_000) {
      const { fromMs, toMs } = windowSince(0, now, 3_600_000, 60);
      expect(fromMs).toBe(0);
      expect(toMs).toBeGreaterThanOrEqual(now);
      expect(toMs).toBeLessThanOrEqual(now * (4 / 3));
    }
  });

  test('of an old run is as long as asked for, and ends within a column of now', () => {
    for (let now = 300_000; now < 900_000; now += 1_000) {
      const window = windowSince(0, now, 300_000, 47);
      expect(window.toMs - window.fromMs).toBeCloseTo(300_000);
      expect(window.toMs - now).toBeGreaterThanOrEqual(-1e-6);
      expect(window.toMs - now).toBeLessThan(columnMsOf(window));
    }
  });

  test('slides by whole columns: what was drawn of a curve is drawn again', () => {
    const path = stepSamples(
      Array.from({ length: 900 }, (_, second) => ({ at: epochMs(second * 1000), replicas: (second * 7) % 11 })),
    );
    const at = (now: number) => resample(path, windowSince(0, now, 300_000, 50), Number.POSITIVE_INFINITY);
    const before = at(600_000);
    expect(at(603_000).slice(0, -1)).toEqual(before.slice(1));
    expect(at(606_000).slice(0, -1)).toEqual(before.slice(1));
  });
});
