import { describe, expect, test } from 'vitest';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { findings } from '../../../src/session/insight/findings.ts';
import { nextStepOf } from '../../../src/session/insight/next-step.ts';
import { bannerText, bannerView } from '../../../src/ui/chrome/banner.ts';
import { footerLine } from '../../../src/ui/chrome/footer.ts';
import { headerLine } from '../../../src/ui/chrome/header.ts';
import { helpLines } from '../../../src/ui/chrome/help.ts';
import { logLine } from '../../../src/ui/chrome/log-line.ts';
import { tooSmallLines } from '../../../src/ui/chrome/too-small.ts';
import { standingOf } from '../../../src/ui/facts/standing.ts';
import { bindingsFor } from '../../../src/ui/keymap.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';
import { backendHpa, second } from '../support/cluster-objects.ts';
import { byUid, conflictState } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');
const widths = [80, 100, 120, 160, 200];

describe('the header', () => {
  const session = { identity: { badge: 'EMBEDDED', context: 'harmony-embedded', profile: 'gke' }, speed: 5 } as const;
  const header = (columns: number, frozen = false) =>
    headerLine({ state: conflictState(), scenario, session, now: second(130), columns, frozen });

  test.each(widths)('fits %i columns and always says what kind of cluster it is', (columns) => {
    expect(lineWidth(header(columns))).toBe(columns);
    expect(plain(header(columns))).toMatch(/^ HARMONY .*ACT II CONFLICT {2}2:10 of 2:15.* {2}EMBEDDED 5x gke $/);
  });

  test('says when the picture is frozen', () => {
    expect(plain(header(120, true))).toContain('∥ FROZEN');
  });

  test('says by how much an act is over its time', () => {
    const late = headerLine({
      state: conflictState(),
      scenario,
      session,
      now: second(150),
      columns: 160,
      frozen: false,
    });
    expect(plain(late)).toContain('! 0:15 over');
  });

  test.each([
    [0, 'on pace'],
    [20, '0:20 behind'],
    [-8, '0:08 ahead'],
  ])('tells how the talk stands to its plan: %i s after it', (lateSeconds, words) => {
    const state = conflictState();
    const [hook, conflict] = scenario.acts;
    const plannedMs = ((conflict?.fromSeconds ?? 0) - (hook?.fromSeconds ?? 0)) * 1000;
    const actStartedAt = second(0);
    const director = {
      ...state.director,
      actStartedAt,
      talkStartedAt: plusMs(actStartedAt, -plannedMs - lateSeconds * 1000),
    };
    const line = headerLine({
      state: { ...state, director },
      scenario,
      session,
      now: second(30),
      columns: 160,
      frozen: false,
    });
    expect(plain(line)).toContain(words);
  });
});

describe('the banner', () => {
  const banner = (state = conflictState(), columns = 120) => {
    const view = bannerView(standingOf(state, scenario, findings(state)), state.now, nextStepOf(state));
    return { tone: view.tone, text: bannerText(view, columns) };
  };

  test('names a fight, who wants what, and how often it turned', () => {
    expect(banner()).toEqual({
      tone: 'bannerConflict',
      text: ' FIGHT  KEDA wants 10, HPA meme-backend wants 3 · meme-backend has 5 · 5 reversals in 2:10 · next 5 → 10 in 0:05',
    });
  });

  test('names a freeze and its reason', () => {
    const frozen = (name: string) => backendHpa(name, { current: 1, desired: 1, ambiguous: true });
    const { tone, text } = banner(conflictState({ hpas: byUid(frozen('a'), frozen('b')) }));
    expect(tone).toBe('bannerConflict');
    expect(text).toContain(' FROZEN  HPA a and HPA b select the same pods: neither acts · AmbiguousSelector');
  });

  test('warns of two HPAs that agree for now', () => {
    const agreeing = (name: string) => backendHpa(name, { current: 5, desired: 5 });
    const state = conflictState({ hpas: byUid(agreeing('a'), agreeing('b')), replicaPaths: new Map() });
    expect(banner(state)).toMatchObject({ tone: 'bannerStale', text: expect.stringMatching(/^ ! TWO HPAS {2}HPA a/) });
  });

  test('says what comes next, and when', () => {
    const view = bannerView(standingOf(conflictState(), scenario, findings(conflictState())), second(130), {
      owner: 'HPA meme-backend',
      what: '10 → 5',
      at: second(134),
      because: 'next sync',
      evidence: 'observed',
    });
    expect(view.parts).toContain('next 10 → 5 in 0:04');
  });

  test.each([
    [10, '▲ SCALING UP'],
    [1, '▼ SCALING DOWN'],
    [5, 'STEADY'],
  ])('with one autoscaler that wants %i of 5 it is calm: %s', (desired, word) => {
    const state = conflictState({ hpas: byUid(backendHpa('only', { current: 5, desired })) });
    expect(banner(state)).toMatchObject({ tone: 'bannerNeutral', text: expect.stringContaining(` ${word} `) });
  });

  test('says HARMONY in the mode whose point that is', () => {
    const hpas = byUid(backendHpa('keda-hpa-x', { current: 5, desired: 6, keda: true }));
    const modes = [{ mode: 'harmony', at: second(0), phase: 'applied' as const }];
    expect(banner(conflictState({ hpas, modes }))).toMatchObject({
      tone: 'bannerCalm',
      text: expect.stringMatching(/^ HARMONY {2}KEDA wants 6/),
    });
  });

  test.each([20, 40, 80, 200])('never takes more than %i columns', (columns) => {
    expect(banner(conflictState(), columns).text.length).toBeLessThanOrEqual(columns);
  });
});

describe('the footer', () => {
  const hints = bindingsFor(scenario).map((binding) => ({ binding, enabled: binding.shown !== 'c' }));

  test.each(widths)('never wraps and leaves the last cell of %i columns empty', (columns) => {
    const line = footerLine(hints, columns);
    expect(lineWidth(line)).toBeLessThanOrEqual(columns);
    expect(plain(line).padEnd(columns).at(-1)).toBe(' ');
  });

  test('says keys in fewer words at 80 columns, and drops what matters less', () => {
    const text = plain(footerLine(hints, 80));
    expect(text.trim()).toBe('[b] hpa  [k]eda  (c)onflict  [x] chaos  [h]armony  [1]  [2]  [3]  [4]  [?]');
  });

  test('marks a key that does nothing now with round brackets', () => {
    expect(plain(footerLine(hints, 120))).toContain('(c)onflict');
  });
});

test('the help names every key of the table, in as many columns as there is room for', () => {
  const bindings = bindingsFor(scenario);
  for (const [columns, rows] of [
    [120, 40],
    [200, 60],
  ] as const) {
    const lines = helpLines(bindings, { columns, rows }).map(plain);
    expect(lines.length).toBeLessThanOrEqual(rows);
    for (const { help } of bindings) expect(lines.some((line) => line.includes(help))).toBe(true);
  }
});

test('the log line shows the last action as a command with its outcome, and a passing remark before it', () => {
  const { actions, now } = conflictState();
  expect(plain(logLine(actions, undefined, now, 100))).toMatch(/^ \$ kubectl apply -f .* ✓ done 2m6s ago $/);
  expect(plain(logLine(actions, { text: 'mode conflict is already on', tone: 'stale' }, now, 100))).toBe(
    ' › mode conflict is already on',
  );
});

test('a terminal that is too small is told both sizes', () => {
  const text = tooSmallLines({ columns: 64, rows: 30 }).map(plain);
  expect(text).toContain('  width   64  of 80  ✕');
  expect(text).toContain('  height  30  of 24  ✓');
});
