import { beforeAll, describe, expect, test } from 'vitest';
import { courseRows } from '../../src/cli/course-text.ts';
import { rehearse } from '../../src/cli/rehearse.ts';
import type { ActReport, RehearsalReport } from '../../src/report/rehearsal-report.ts';

async function printed(json: boolean): Promise<string> {
  let text = '';
  const out = { write: (part: string) => (text += part) };
  await rehearse({ scenario: 'meme-generator', speed: 'max', json, debug: false }, out);
  return text;
}

describe('a rehearsal tells the figures over time of each act', () => {
  let report: RehearsalReport;
  const act = (id: string): ActReport => report.acts.find((each) => each.id === id) ?? expect.fail(`no act ${id}`);

  beforeAll(async () => {
    report = JSON.parse(await printed(true));
  });

  test('beside the figures that it always told', () => {
    expect(Object.keys(act('conflict'))).toEqual([
      ...[
        'id',
        'mode',
        'seconds',
        'replicas',
        'rescales',
        'reversals',
        'podsStarted',
        'podsTerminated',
        'queue',
        'cpu',
      ],
      ...['productivity', 'podSeconds', 'wastedPodSeconds', 'nodeSeconds', 'costUsd'],
      ...['churnPerMinute', 'oscillationScore', 'flapBudget', 'overshoot', 'timeOverTargetSeconds', 'latencyLadder'],
    ]);
  });

  test('which agree with the pods it counted', () => {
    for (const { seconds, podsStarted, podsTerminated, churnPerMinute, flapBudget } of report.acts) {
      const pods = (podsStarted ?? Number.NaN) + (podsTerminated ?? Number.NaN);
      expect(churnPerMinute).toBeCloseTo((pods * 60) / seconds, 2);
      expect(flapBudget).toEqual({ starts: podsStarted, stops: podsTerminated, budget: 18, left: 18 - pods });
    }
  });

  test('and set conflict and harmony apart', () => {
    expect(act('conflict').flapBudget?.left).toBeLessThan(0);
    expect(act('harmony').flapBudget?.left).toBeGreaterThanOrEqual(0);
    expect(act('conflict').oscillationScore).toBeGreaterThan(0.4);
    expect(act('harmony').oscillationScore).toBe(0);
  });

  test('with a ladder in seconds from the start of the act', () => {
    const [load, ...rungs] = act('conflict').latencyLadder ?? [];
    expect(load).toMatchObject({ id: 'load', sinceLoadSeconds: 0 });
    expect(rungs.map(({ id }) => id)).toEqual([
      ...['lag', 'metric', 'decision', 'written', 'scheduled', 'ready', 'falling'],
    ]);
    for (const { atSecond, sinceLoadSeconds } of rungs) {
      expect((atSecond ?? Number.NaN) - (load?.atSecond ?? Number.NaN)).toBeCloseTo(sinceLoadSeconds ?? Number.NaN, 2);
    }
  });

  test('the same in every run with the same seed', async () => {
    const again: RehearsalReport = JSON.parse(await printed(true));
    expect(again.acts).toEqual(report.acts);
  });

  test('in text, too', async () => {
    const text = await printed(false);
    expect(text).toMatch(/^ {2}churn +[\d.]+ starts and stops a minute, oscillation 0\.\d+$/m);
    expect(text).toMatch(/^ {2}flap budget +overdrawn by \d+: \d+ of 18 starts and stops$/m);
    expect(text).toMatch(/^ {2}flap budget +(spent|\d+ left): \d+ of 18 starts and stops$/m);
    expect(text).toMatch(/^ {2}over target +[\d.]+ s$/m);
    expect(text).toMatch(/^ {2}overshoot +0: peak 10, needed \d+$/m);
    expect(text).toMatch(/^ {2}ladder +load 0 s, lag [\d.]+ s, metric [\d.]+ s, .*falling [\d.]+ s$/m);
  });
});

test('figures that cannot be told have no row, and a rung that was not seen has a dash', () => {
  expect(courseRows({}, String)).toEqual([]);
  const latencyLadder = [{ id: 'lag', atSecond: null, sinceLoadSeconds: null }] as const;
  expect(courseRows({ latencyLadder }, String)).toEqual([['ladder', 'lag –']]);
});
