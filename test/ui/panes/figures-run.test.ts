import { beforeAll, describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { type ActCourse, actCourse } from '../../../src/session/insight/figures/act.ts';
import { ladderOf } from '../../../src/session/insight/figures/ladder.ts';
import { lagPlacesOf } from '../../../src/session/insight/figures/lag-places.ts';
import { stabilityOf } from '../../../src/session/insight/figures/stability.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { framedLines } from '../../../src/ui/panes/frame.ts';
import { ladderPane } from '../../../src/ui/panes/ladder/ladder-pane.ts';
import type { AnyPane } from '../../../src/ui/panes/pane.ts';
import { podsPane } from '../../../src/ui/panes/pods/pods-pane.ts';
import { queuePane } from '../../../src/ui/panes/queue/queue-pane.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';
import { modeOf, sampledRun } from '../support/sampled-run.ts';

const scenario = loadScenario('meme-generator');

function shown(pane: AnyPane, state: SessionState, columns: number, rows: number): readonly string[] {
  const { now, openedAt } = state;
  const request = { scenario, options: {}, now, openedAt, windowMs: 300_000, scroll: 0, step: 0, columns, rows };
  const content = pane.content(pane.select(state, scenario, {}), request);
  const size = { columns: columns + 4, rows: rows + 2 };
  const lines = framedLines({ name: pane.name, content, size, focused: false });
  expect([lines.length, ...new Set(lines.map(lineWidth))]).toEqual([size.rows, size.columns]);
  return lines.map(plain);
}

function courseOf(states: readonly SessionState[], act: number): ActCourse {
  const state = states.at(-1) ?? expect.fail('the run has no states');
  const played = state.acts[act] ?? expect.fail('the act was not played');
  const mode = scenario.acts[played.act]?.mode ?? '';
  return actCourse({ scenario, state }, mode, { from: played.startedAt, to: played.endedAt ?? state.now });
}

describe('figures over a whole run', () => {
  let states: readonly SessionState[];
  let conflict: readonly SessionState[];
  let harmony: readonly SessionState[];

  beforeAll(async () => {
    states = await sampledRun('gke');
    conflict = states.filter((state) => modeOf(state) === 'conflict');
    harmony = states.filter((state) => modeOf(state) === 'harmony');
  });

  test('conflict burns more of the flap budget than harmony, goes to and fro more and churns more', () => {
    const [fight, calm] = [courseOf(states, 1), courseOf(states, 2)];
    const used = ({ flapBudget }: ActCourse) => flapBudget?.usedRatio ?? Number.NaN;
    expect(used(fight)).toBeGreaterThan(1);
    expect(used(calm)).toBeLessThanOrEqual(1);
    expect(fight.oscillationScore).toBeGreaterThan(0.4);
    expect(calm.oscillationScore).toBe(0);
    expect(fight.churnPerMinute).toBeGreaterThan(calm.churnPerMinute);
    expect(fight.timeOverTarget?.ratio).toBeGreaterThan(calm.timeOverTarget?.ratio ?? Number.NaN);
  });

  test('the flap budget of the pods pane burns down from second to second of the conflict', () => {
    const left = conflict.map((state) => stabilityOf(state).flapBudget?.left ?? Number.NaN);
    for (const [index, value] of left.entries()) expect(value).toBeLessThanOrEqual(left[index - 1] ?? 18);
    expect(shown(podsPane, conflict[0] ?? expect.fail('no conflict'), 78, 20).join('\n')).toMatch(
      /flap budget ▐█+.* ✓ 1\d of 18 left {3}churn \d+\/min/,
    );
    expect(shown(podsPane, conflict.at(-1) ?? expect.fail('no conflict'), 78, 20).join('\n')).toMatch(
      /flap budget ▐ +▌ ✕ (spent|overdrawn by \d+)/,
    );
  });

  test.each([
    ['conflict', 1],
    ['harmony', 2],
  ])('the ladder of %s has all rungs, in the order in which one leads to the next', (_, act) => {
    const ladder = courseOf(states, act).latencyLadder ?? expect.fail('no load was started');
    const moments = ladder.map(({ id, sinceLoadMs }) => ({ id, ms: sinceLoadMs ?? expect.fail(`${id} was not seen`) }));
    // A queue begins to fall when the burst has ended, with or without new pods.
    const chain = moments.filter(({ id }) => id !== 'falling').map(({ ms }) => ms);
    expect(chain).toEqual(chain.toSorted((a, b) => a - b));
    const [, lag, , , , , ready] = chain;
    expect(moments.at(-1)?.ms).toBeGreaterThan(lag ?? Number.NaN);
    expect(ready).toBeLessThan(120_000);
  });

  test('the ladder climbs while the run goes on, and forgets no rung when pods go', () => {
    const seen = (state: SessionState) =>
      ladderOf({ scenario, state })?.rungs.filter(({ at }) => at !== null).length ?? 0;
    for (const act of [conflict, harmony]) {
      const started = act.filter((state) => ladderOf({ scenario, state })?.load === lastLoad(act));
      const counts = started.map(seen);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(counts.at(-1)).toBe(8);
    }
    expect(shown(ladderPane, harmony.at(-1) ?? expect.fail('no harmony'), 60, 14)[0]).toContain('Burst of 4,000');
  });

  test('the places of the lag agree, or the HPA has only not looked again', () => {
    const places = conflict.map((state) => lagPlacesOf({ scenario, state }));
    expect(places.every((each) => each?.isScaledOn)).toBe(true);
    const drifts = places.flatMap((each) => each?.drifts ?? []);
    expect(drifts.filter(({ reason }) => reason !== undefined)).toEqual([]);
    expect(drifts.length).toBeGreaterThan(0);
    const texts = conflict.map((state) => shown(queuePane, state, 60, 14).join('\n'));
    expect(texts.filter((text) => /! HPA still reads [\d,]+ of \d+ s ago/.test(text)).length).toBeGreaterThan(0);
    expect(texts.every((text) => /pending [\d,]+ \+ ack [\d,]+ = [\d,]+ KEDA reads/.test(text))).toBe(true);
  });

  test('harmony scales on another figure, and the queue pane does not say that KEDA reads the lag', () => {
    const texts = harmony.slice(20).map((state) => shown(queuePane, state, 60, 14).join('\n'));
    expect(texts.filter((text) => text.includes('KEDA reads'))).toEqual([]);
  });

  test('the panes are whole at every second, on screens small and large', () => {
    for (const state of states) {
      for (const pane of [podsPane, queuePane, ladderPane]) {
        for (const [columns, rows] of [
          [23, 6],
          [47, 14],
          [78, 19],
        ] as const)
          shown(pane, state, columns, rows);
      }
    }
  });
});

function lastLoad(states: readonly SessionState[]): string | undefined {
  const loads = [...(states.at(-1)?.loads.values() ?? [])];
  return loads.toSorted((a, b) => a.startedAt - b.startedAt).at(-1)?.id;
}
