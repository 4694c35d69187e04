import { describe, expect, test } from 'vitest';
import { epochMs } from '../../src/autoscaling/units.ts';
import type { SeriesView } from '../../src/session/series.ts';
import { appendSample, emptySeries, seriesCapacity } from '../../src/session/series-ring.ts';

function filled(count: number, from: SeriesView = emptySeries()): SeriesView {
  let view = from;
  for (let index = 0; index < count; index += 1) view = appendSample(view, epochMs(index), index);
  return view;
}

describe('a series', () => {
  test('is empty at first', () => {
    expect(emptySeries().length).toBe(0);
    expect(emptySeries().value(0)).toBeNaN();
  });

  test.each([1, 64, 65, 1000, seriesCapacity])('keeps all of %i samples, oldest first', (count) => {
    const view = filled(count);
    expect(view.length).toBe(count);
    expect([view.value(0), view.value(count - 1), view.at(count - 1)]).toEqual([0, count - 1, count - 1]);
  });

  test('keeps the latest hour however long it goes on', () => {
    const view = filled(5 * seriesCapacity + 17);
    expect(view.length).toBe(seriesCapacity);
    expect([view.value(0), view.value(view.length - 1)]).toEqual([4 * seriesCapacity + 17, 5 * seriesCapacity + 16]);
  });

  test('has views that outlive as many samples as they hold', () => {
    const early = filled(2 * seriesCapacity);
    filled(seriesCapacity, early);
    expect([early.value(0), early.value(seriesCapacity - 1)]).toEqual([seriesCapacity, 2 * seriesCapacity - 1]);
  });

  test('can be gone on with from an older view, without disturbing the newer one', () => {
    const old = filled(10);
    const one = appendSample(old, epochMs(10), 100);
    const other = appendSample(old, epochMs(10), 200);
    expect([one.value(10), other.value(10), other.value(9), old.length]).toEqual([100, 200, 9, 10]);
  });
});
