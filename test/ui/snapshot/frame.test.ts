import { afterEach, describe, expect, test } from 'vitest';
import { loadLayout } from '../../../src/scenario/load-layout.ts';
import { Cockpit } from '../../../src/ui/cockpit/cockpit.ts';
import { frameLines, type RunningView } from '../../../src/ui/snapshot/frame.ts';
import { frameText } from '../../../src/ui/snapshot/frame-text.ts';
import { fakeSession } from '../support/fake-session.ts';
import { type Harness, mountCockpit } from '../support/harness.tsx';
import { conflictState } from '../support/session-states.ts';

const noTimers = { every: () => () => {}, after: () => () => {} };
const opened: { readonly cockpit: Cockpit; readonly screen: Harness }[] = [];

function open(columns: number, rows: number) {
  const cockpit = new Cockpit(noTimers);
  cockpit.start(
    fakeSession(conflictState()),
    ['stage', 'four-pane', 'sre'].map((name) => loadLayout(name)),
  );
  const screen = mountCockpit(cockpit, columns, rows);
  opened.push({ cockpit, screen });
  return { cockpit, screen };
}

function composed(cockpit: Cockpit, columns: number, rows: number): string {
  const view = cockpit.getView();
  if (view.phase.name !== 'running') throw new Error('the run is not open');
  return frameText(frameLines({ ...view, phase: view.phase } satisfies RunningView, { columns, rows }));
}

async function painted(screen: Harness): Promise<string> {
  return (await screen.frame()).map((row) => `${row.trimEnd()}\n`).join('');
}

afterEach(async () => {
  for (const { cockpit, screen } of opened.splice(0)) {
    await screen.close();
    cockpit.close();
  }
});

describe('a frame composed without a terminal', () => {
  test.each([
    [80, 24],
    [120, 40],
    [200, 60],
    [60, 20],
  ])('is what the terminal shows at %ix%i, in every layout', async (columns, rows) => {
    const { cockpit, screen } = open(columns, rows);
    for (let layout = 0; layout < 3; layout++) {
      expect(composed(cockpit, columns, rows)).toBe(await painted(screen));
      await screen.type('L');
    }
  });

  test.each([
    ['a pane that has the focus and is scrolled', '\t\t\u001B[B'],
    ['a zoomed pane', 'z'],
    ['the help', '?'],
    ['a question', 'q'],
    ['a frozen picture', 'p'],
    ['a longer window', '++'],
  ])('has %s', async (_what, keys) => {
    const { cockpit, screen } = open(120, 40);
    await screen.frame();
    await screen.type(keys);
    expect(composed(cockpit, 120, 40)).toBe(await painted(screen));
  });
});
