import { describe, expect, test } from 'vitest';
import type { FlapBudget } from '../../../src/autoscaling/figures/flap-budget.ts';
import { latencyLadder } from '../../../src/autoscaling/figures/latency-ladder.ts';
import type { LagDrift } from '../../../src/session/insight/figures/lag-places.ts';
import { ladderRows } from '../../../src/ui/panes/ladder/ladder-view.ts';
import { flapLines } from '../../../src/ui/panes/pods/flap-lines.ts';
import { flapView } from '../../../src/ui/panes/pods/flap-view.ts';
import { driftView } from '../../../src/ui/panes/queue/drift-view.ts';
import { driftLine, sumLine } from '../../../src/ui/panes/queue/lag-lines.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';
import { second } from '../support/cluster-objects.ts';

describe('the flap budget', () => {
  const budget = (used: number): FlapBudget => ({
    starts: used,
    stops: 0,
    budget: 18,
    left: 18 - used,
    usedRatio: used / 18,
    recoversAt: used === 0 ? null : second(250),
  });
  const viewOf = (used: number) =>
    flapView({ churnPerMinute: 24.6, oscillationScore: 0, flapBudget: budget(used) }, second(0));

  test.each([
    [0, '✓', '18 of 18 left', '✓ flap 18/18'],
    [13, '✓', '5 of 18 left', '✓ flap 5/18'],
    [14, '!', '4 of 18 left', '! flap 4/18'],
    [18, '✕', 'spent', '✕ flap spent'],
    [23, '✕', 'overdrawn by 5', '✕ flap spent'],
  ])('with %i starts and stops of 18 has a sign and words', (used, sign, words, note) => {
    expect(viewOf(used).budget).toMatchObject({ sign, words, note });
  });

  test('burns a bar down, and says when it grows again once it is spent', () => {
    const row = (used: number) => flapLines(viewOf(used), 90).map(plain);
    expect(row(0)).toEqual(['flap budget ▐██████████████████▌ ✓ 18 of 18 left   churn 25/min']);
    expect(row(9)).toEqual(['flap budget ▐█████████         ▌ ✓ 9 of 18 left   churn 25/min']);
    expect(row(18)).toEqual(['flap budget ▐                  ▌ ✕ spent   churn 25/min   grows in 4:10']);
  });

  test('gives up the bar before the words, and fits any width that has room for them', () => {
    expect(flapLines(viewOf(23), 34).map(plain)).toEqual([
      'flap budget ✕ overdrawn by 5',
      'churn 25/min   grows in 4:10',
    ]);
    for (let columns = 30; columns < 100; columns++) {
      for (const line of flapLines(viewOf(23), columns)) expect(lineWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  test('is none without autoscalers, and churn is told all the same', () => {
    const view = flapView({ churnPerMinute: 0, oscillationScore: 0, flapBudget: null }, second(0));
    expect(flapLines(view, 60).map(plain)).toEqual(['flap budget none   churn 0/min']);
  });
});

describe('the lag', () => {
  const view = { pending: '6,153', ackPending: '60', lag: '6,213', inRate: '–', outRate: '–', drain: '–' };

  test.each([
    [60, true, 'pending 6,153 + ack 60 = 6,213 KEDA reads'],
    [60, false, 'pending 6,153 + ack 60 = 6,213 lag'],
    [32, true, 'pending 6,153 + ack 60 = 6,213'],
    [24, true, '6,213 lag (60 ack)'],
    [12, true, '6,213 lag'],
  ])('in %i cells, read by KEDA: %s', (columns, isScaledOn, text) => {
    expect(plain(sumLine(view, isScaledOn, columns))).toBe(text);
  });

  const drifted = (...drifts: LagDrift[]) => driftView({ isScaledOn: true, positions: [], drifts }, second(24));

  test('that the HPA read a while ago is told with its age', () => {
    const drift = drifted({ place: 'external', lag: 5629, at: second(10) });
    expect(drift && plain(driftLine(drift, 60))).toBe('! HPA still reads 5,629 of 14 s ago');
    expect(drift && plain(driftLine(drift, 24))).toBe('! HPA 5,629, 14 s old');
  });

  test('that was read wrong is told with the reason, and what the HPA read comes before what it made of it', () => {
    const reason = 'counts pending only, without ack pending';
    const drift = drifted(
      { place: 'hpa', lag: 1, at: second(10) },
      { place: 'external', lag: 5000, at: second(10), reason },
    );
    expect(drift?.text).toBe(`metrics API has 5,000: ${reason}`);
    expect(drifted()).toBeUndefined();
  });
});

describe('the latency ladder', () => {
  const moments = [0, 2, 18, 18, 18.1, null, 70, 9];
  const rungs = latencyLadder({
    loadStartedAt: second(0),
    until: second(100),
    lag: [],
    metric: [],
    metricTarget: 1,
    decisions: [],
    replicas: [],
    starts: [],
  }).map((rung, index) => {
    const seconds = moments[index] ?? null;
    const before = moments.slice(0, index).findLast((each) => each !== null);
    return {
      ...rung,
      at: seconds === null ? null : second(seconds),
      sinceLoadMs: seconds === null ? null : seconds * 1000,
      sincePreviousMs: seconds === null || before == null ? null : (seconds - before) * 1000,
    };
  });

  test('tells each rung with its moment and how long it took, a dash where it was not seen', () => {
    expect(ladderRows(rungs).map(({ moment, sinceLoad, step }) => [moment, sinceLoad, step])).toEqual([
      ['10:00:00', '+0.0 s', ''],
      ['10:00:02', '+2.0 s', '+2.0 s'],
      ['10:00:18', '+18.0 s', '+16.0 s'],
      ['10:00:18', '+18.0 s', '+0.0 s'],
      ['10:00:18', '+18.1 s', '+0.1 s'],
      ['–', '–', '–'],
      ['10:01:10', '+70.0 s', '+51.9 s'],
      ['10:00:09', '+9.0 s', 'earlier'],
    ]);
  });

  test('points at the step that took longest', () => {
    expect(ladderRows(rungs).flatMap(({ longest, title }) => (longest ? [title] : []))).toEqual([
      'first new pod ready',
    ]);
  });
});
