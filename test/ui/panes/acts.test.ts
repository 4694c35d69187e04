import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { DirectorPosition } from '../../../src/session/observation.ts';
import { actsPane } from '../../../src/ui/panes/acts/acts-pane.ts';
import { plain } from '../../../src/ui/text/line.ts';
import { openedAt, second } from '../support/cluster-objects.ts';
import { conflictState } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');
const act = scenario.acts.findIndex(({ id }) => id === 'conflict');

function shown(view: 'list' | 'notes' | 'next', director: Partial<DirectorPosition>, atSecond = 130): string {
  const position = { act, cue: 2, actStartedAt: second(0), talkStartedAt: second(-45), autopilot: false, ...director };
  const state = conflictState({ director: position, now: second(atSecond) });
  const options = { view };
  const { title, face } = actsPane.content(actsPane.select(state, scenario, options), {
    scenario,
    options,
    now: state.now,
    openedAt,
    windowMs: 300_000,
    scroll: 0,
    step: 0,
    columns: 60,
    rows: 30,
  });
  return face.kind === 'live' ? [title, ...face.lines.map(plain)].join('\n') : expect.fail(`the pane is ${face.kind}`);
}

describe('what to say', () => {
  test('is the cue that was reached, what it waits for, and the notes of the act', () => {
    const text = shown('notes', {});
    expect(text).toMatch(/^Say\nNOW {2}3 of \d+ {3}\S/);
    expect(text).toMatch(/waits for {2}replicas.peak >= 10 {2}✓ met/);
    expect(text).toContain('• ');
    expect(text).not.toContain('**');
  });

  test('is how to begin, before the talk', () => {
    expect(shown('notes', { act: -1, cue: -1 })).toContain('The talk has not begun.  [space] begins with');
  });
});

describe('what comes next', () => {
  test('is the next cue and the next act with its mode, under how the time goes', () => {
    const text = shown('next', {});
    expect(text).toMatch(/act {3}2:10 of 2:15 ▐█+[▏▎▍▌▋▊▉]? *▌ {3}total 2:55 of/);
    expect(text).toMatch(/NEXT {2}4 of \d+ {3}\S/);
    expect(text).toMatch(/then {2}[A-Z ]+ {2}at \d:\d\d/);
  });

  test('tells by how much the talk is late', () => {
    expect(shown('next', {}, 200)).toMatch(/! 1:05 behind/);
  });

  test('at the end is the end', () => {
    const last = scenario.acts.length - 1;
    const cue = (scenario.acts[last]?.cues.length ?? 0) - 1;
    expect(shown('next', { act: last, cue })).toContain('then  the end');
    expect(shown('next', { act: last, cue, talkEndedAt: second(129) })).toContain('The talk is over.');
  });
});

test('the script marks what was said and where the talk is', () => {
  expect(shown('list', {})).toMatch(/▶ Conflict/);
});
