import { describe, expect, test } from 'vitest';
import { loadLayout } from '../../../src/scenario/load-layout.ts';
import type { Scenario } from '../../../src/scenario/model.ts';
import type { DirectorPosition } from '../../../src/session/observation.ts';
import { Cockpit } from '../../../src/ui/cockpit/cockpit.ts';
import { type ScreenCue, watchScreenCues } from '../../../src/ui/cockpit/screen-cues.ts';
import { fakeSession } from '../support/fake-session.ts';
import { conflictState } from '../support/session-states.ts';

const noTimers = { every: () => () => {}, after: () => () => {} };

/** A session whose first act asks for a layout, a snapshot and a layout, and whose second one for a layout at once. */
function talk() {
  const director: DirectorPosition = { act: 0, cue: -1, autopilot: false };
  const session = fakeSession(conflictState({ director }));
  const [first, second] = session.scenario.acts;
  if (!first || !second) throw new Error('the scenario has no acts');
  const scenario: Scenario = {
    ...session.scenario,
    acts: [
      {
        ...first,
        cues: [{ do: { layout: 'sre' } }, { do: { snapshot: 'peak' } }, { say: 'and' }, { do: { layout: 'stage' } }],
      },
      { ...second, cues: [{ do: { layout: 'wide' } }] },
    ],
  };
  const told = Object.assign(session, { scenario });
  const goTo = (act: number, cue: number) => told.set(conflictState({ director: { act, cue, autopilot: false } }));
  return { session: told, goTo };
}

describe('what cues ask of the screen', () => {
  test('is handed on as each is reached, also where several are at once', () => {
    const { session, goTo } = talk();
    const asked: ScreenCue[] = [];
    const stop = watchScreenCues(session, (cue) => asked.push(cue));
    goTo(0, 0);
    expect(asked).toEqual([{ layout: 'sre' }]);
    goTo(0, 3);
    expect(asked.slice(1)).toEqual([{ snapshot: 'peak' }, { layout: 'stage' }]);
    goTo(1, 0);
    expect(asked.slice(3)).toEqual([{ layout: 'wide' }]);
    stop();
    goTo(0, 0);
    expect(asked).toHaveLength(4);
  });

  test('is not asked again by stepping back', () => {
    const { session, goTo } = talk();
    goTo(0, 3);
    const asked: ScreenCue[] = [];
    watchScreenCues(session, (cue) => asked.push(cue));
    goTo(0, 1);
    goTo(0, 0);
    expect(asked).toEqual([]);
    goTo(0, 1);
    expect(asked).toEqual([{ snapshot: 'peak' }]);
  });

  test('is carried out by the cockpit', async () => {
    const { session, goTo } = talk();
    const cockpit = new Cockpit(noTimers);
    const kept: (string | undefined)[] = [];
    const layouts = ['stage', 'sre'].map((name) => loadLayout(name));
    const saveSnapshot = async (_: unknown, name?: string) => {
      kept.push(name);
      return 'there';
    };
    cockpit.start(session, layouts, { saveSnapshot });
    cockpit.screen = { size: { columns: 120, rows: 40 }, theme: 'dark' };
    goTo(0, 0);
    expect(cockpit.getView().screen.layout).toBe(1);
    goTo(0, 1);
    await Promise.resolve();
    expect(kept).toEqual(['peak']);
    expect(cockpit.getView().screen.toast?.text).toBe('Snapshot: there');
    cockpit.close();
    expect(session.listeners.size).toBe(0);
  });
});
