import { describe, expect, test } from 'vitest';
import { endOf, samplesSince, withSamples } from '../../src/attach/series-patch.ts';
import { epochMs } from '../../src/autoscaling/units.ts';
import type { SeriesView } from '../../src/session/series.ts';
import { appendSample, emptySeries, seriesCapacity } from '../../src/session/series-ring.ts';

function grown(view: SeriesView, from: number, to: number): SeriesView {
  let next = view;
  for (let second = from; second < to; second += 1) next = appendSample(next, epochMs(second * 1000), valueAt(second));
  return next;
}

const valueAt = (second: number) => (second % 7 === 3 ? Number.NaN : second * 2);
const samplesOf = (view: SeriesView) =>
  Array.from({ length: view.length }, (_, index) => [view.at(index), view.value(index)]);

describe('samples over a socket', () => {
  test.each([
    ['grow', 0, 5, 12],
    ['begin', 0, 0, 3],
    ['stay within the hour that a view shows', 0, seriesCapacity - 2, seriesCapacity + 5],
    ['go round in their ring', 0, 2.5 * seriesCapacity, 2.5 * seriesCapacity + 9],
    ['come after a pause longer than a ring', 0, 10, 3 * seriesCapacity],
  ])('%s', (_, from, middle, to) => {
    const before = grown(emptySeries(), from, middle);
    const end = endOf(before);
    const there = withSamples(undefined, samplesSince(undefined, before) ?? { times: [], values: [] });
    const after = grown(before, middle, to);
    const patch = samplesSince(end, after);
    expect(samplesOf(withSamples(there, patch ?? { times: [], values: [] }))).toEqual(samplesOf(after));
    expect(JSON.parse(JSON.stringify(patch))).toEqual(patch);
    if (to - middle < seriesCapacity) expect(patch?.times).toHaveLength(to - middle);
  });

  test('begin anew where a replay goes back', () => {
    const later = grown(emptySeries(), 0, 20);
    const earlier = grown(emptySeries(), 0, 8);
    const patch = samplesSince(endOf(later), earlier);
    expect(patch?.anew).toBe(true);
    expect(samplesOf(withSamples(later, patch ?? { times: [], values: [] }))).toEqual(samplesOf(earlier));
  });

  test('that are alike are not sent', () => {
    const view = grown(emptySeries(), 0, 20);
    expect(samplesSince(endOf(view), view)).toBeUndefined();
  });
});
