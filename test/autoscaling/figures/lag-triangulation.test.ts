import { expect, test } from 'vitest';
import {
  defaultDriftTolerance,
  type LagSources,
  triangulateLag,
} from '../../../src/autoscaling/figures/lag-triangulation.ts';
import { second } from './moments.ts';

const reading = (value: number, at = 100) => ({ value, at: second(at) });
const agreed: LagSources = {
  pending: reading(400),
  ackPending: reading(100),
  kedaSum: reading(500, 99),
  externalMetric: reading(510),
  perPodAverage: reading(98, 95),
  replicas: 5,
};
const tolerance = defaultDriftTolerance(5);
const drifts = (change: Partial<LagSources>) =>
  triangulateLag({ ...agreed, ...change }, tolerance).flatMap(({ place, drift }) =>
    drift ? [`${place}: ${drift}`] : [],
  );

test('all places are put on the scale of the whole queue', () => {
  expect(triangulateLag(agreed, tolerance).map(({ place, lag, difference }) => [place, lag, difference])).toEqual([
    ['broker', 500, null],
    ['keda', 500, 0],
    ['external', 510, 10],
    ['hpa', 490, -10],
  ]);
  expect(drifts({})).toEqual([]);
});

test('drift begins beyond a tenth, and beyond one replica’s worth', () => {
  expect(drifts({ externalMetric: reading(555) })).toEqual([]);
  expect(drifts({ externalMetric: reading(556) })).toHaveLength(1);
  const few = { pending: reading(2), ackPending: reading(0), perPodAverage: null, kedaSum: null };
  expect(drifts({ ...few, externalMetric: reading(7) })).toEqual([]);
  expect(drifts({ ...few, externalMetric: reading(8) })).toHaveLength(1);
});

test.each([
  ['another moment', { externalMetric: reading(0, 60) }, 'external: 40 s older than what the broker says'],
  ['what is delivered is left out', { kedaSum: reading(400) }, 'keda: counts pending only, without ack pending'],
  [
    'nothing',
    { externalMetric: reading(0) },
    'external: reads nothing: another stream, consumer or account than the one looked at',
  ],
  [
    'the replicas of the last pass',
    { replicas: 10 },
    'hpa: from the HPA’s last pass: the lag or the replicas have changed since',
  ],
  ['a cache', { kedaSum: reading(900) }, 'keda: more than the broker has: cached, or another source'],
] as const)('drift has a reason: %s', (_, change, drift) => {
  expect(drifts(change)).toEqual([drift]);
});

test('a place that was not asked has no drift', () => {
  const blind = triangulateLag({ ...agreed, ackPending: null }, tolerance);
  expect(blind.map(({ lag }) => lag)).toEqual([null, 500, 510, 490]);
  expect(blind.every(({ difference, drift }) => difference === null && drift === undefined)).toBe(true);
  expect(triangulateLag({ ...agreed, perPodAverage: null }, tolerance).at(-1)?.lag).toBeNull();
});
