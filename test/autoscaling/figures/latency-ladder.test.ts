import { expect, test } from 'vitest';
import { type LadderSources, latencyLadder, type PodStart } from '../../../src/autoscaling/figures/latency-ladder.ts';
import { path, samples, second } from './moments.ts';

/** A pod by the seconds of its creation, its scheduling and its readiness. */
function pod(created: number, scheduled?: number, ready?: number): PodStart {
  const at = (seconds: number | undefined) => (seconds === undefined ? null : second(seconds));
  return { createdAt: second(created), scheduledAt: at(scheduled), readyAt: at(ready) };
}

const burst: LadderSources = {
  loadStartedAt: second(100),
  until: second(200),
  lag: samples([99, 0], [101, 0], [102, 500], [120, 4000], [125, 6000], [140, 5000], [150, 5200]),
  metric: samples([90, 0], [105, 2], [110, 4000]),
  metricTarget: 5,
  decisions: path([60, 1], [112, 10]),
  replicas: path([0, 1], [113, 10]),
  starts: [pod(50, 51, 60), pod(113, 114, 121), pod(113, 114)],
};

const seconds = (sources: LadderSources) =>
  latencyLadder(sources).map(({ id, sinceLoadMs }) => [id, sinceLoadMs === null ? null : sinceLoadMs / 1000]);

test('each rung has the moment it was first seen after the load', () => {
  expect(seconds(burst)).toEqual([
    ['load', 0],
    ['lag', 2],
    ['metric', 10],
    ['decision', 12],
    ['written', 13],
    ['scheduled', 14],
    ['ready', 21],
    ['falling', 40],
  ]);
  expect(latencyLadder(burst).map(({ sincePreviousMs }) => sincePreviousMs)).toEqual([
    null,
    2000,
    8000,
    2000,
    1000,
    1000,
    7000,
    19_000,
  ]);
});

test('a rung that was not seen is null, and the next counts from the one before it', () => {
  const ladder = latencyLadder({ ...burst, decisions: [], starts: [] });
  const [, , , decision, written, scheduled, ready, falling] = ladder;
  expect([decision?.at, scheduled?.at, ready?.at]).toEqual([null, null, null]);
  expect(written?.sincePreviousMs).toBe(3000);
  expect(falling?.sincePreviousMs).toBe(27_000);
});

test('what was there before the load is not of its making', () => {
  const queued = { ...burst, lag: samples([99, 700], [102, 700], [110, 600]) };
  expect(seconds(queued).filter(([id]) => id === 'lag' || id === 'falling')).toEqual([
    ['lag', null],
    ['falling', null],
  ]);
});

test('nothing after the next load belongs to this one', () => {
  expect(seconds({ ...burst, until: second(112) }).map(([, at]) => at)).toEqual([0, 2, 10, 12, null, null, null, null]);
});

test('what an autoscaler did before the load arrived is about older work', () => {
  const earlier: LadderSources = {
    ...burst,
    metric: samples([100, 9], [101.5, 8], [110, 4000]),
    decisions: path([100.5, 4], [112, 10]),
    replicas: path([0, 1], [100.6, 4], [113, 10]),
    starts: [pod(100.7, 100.8, 108), ...burst.starts],
  };
  // The lag was not there at 101, and it was at 102: what was seen in between may be of its making.
  expect(seconds(earlier).map(([, at]) => at)).toEqual([0, 2, 1.5, 12, 13, 14, 21, 40]);
  // While it has not arrived, nothing is.
  const waiting = { ...earlier, lag: samples([99, 0], [101, 0], [102, 0]), until: second(102) };
  expect(seconds(waiting).map(([, at]) => at)).toEqual([0, null, null, null, null, null, null, null]);
});
