import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type OpenedCockpit, openCockpit } from '../support/opened-cockpit.ts';
import { knownKeys, type Step, steps } from '../support/random-input.ts';

const sequences = 2000;
const keys = [...knownKeys(), 'y', 'w'];
/** Every key a step can press: none of them is a part of a mouse report but brackets, which a replay listens to. */
const mayBePressed = new Set(keys);

async function play({ screen, timers }: OpenedCockpit, step: Step): Promise<void> {
  switch (step.kind) {
    case 'input':
      screen.keyboard.write(step.text);
      break;
    case 'cut':
      screen.keyboard.write(step.text.slice(0, step.at));
      await turn();
      await turn();
      screen.keyboard.write(step.text.slice(step.at));
      break;
    case 'resize':
      screen.stream.resize(step.columns, step.rows);
      break;
  }
  await turn();
  if (timers.delays.size > 0 && step.kind === 'resize') timers.elapse();
}

test(`${sequences} random sequences of keys, mouse and sizes leave a cockpit that works`, {
  timeout: 300_000,
}, async () => {
  await using opened = openCockpit({ layouts: ['stage', 'four-pane', 'wide', 'narrow'] });
  const { screen, cockpit } = opened;
  await screen.frame();
  cockpit.onQuit = () => {};
  const press = vi.spyOn(cockpit, 'press');
  const point = vi.spyOn(cockpit, 'point');
  let pressed = 0;
  await fc.assert(
    fc.asyncProperty(steps(keys, 6), async (all) => {
      press.mockClear();
      for (const step of all) await play(opened, step);
      const rows = await screen.frame();
      // Nothing was typed that nobody typed.
      pressed += press.mock.calls.length;
      expect(press.mock.calls.flat(2).filter((key) => !mayBePressed.has(key))).toEqual([]);
      expect(rows).toHaveLength(screen.stream.rows);
      expect(rows.join('')).not.toMatch(/\[<\d|\d;\d+;\d+[Mm]|\uFFFD/);
    }),
    { numRuns: sequences, endOnFailure: true },
  );
  expect(pressed).toBeGreaterThan(sequences);
  expect(point.mock.calls.length).toBeGreaterThan(sequences);
  await screen.resize(120, 40);
  // However it was left: a filter that is typed, a question, the help, a zoom.
  for (let level = 0; level < 8; level++) await screen.type('\x1b');
  await screen.shows('─ Replicas');
  await screen.type('?');
  await screen.shows('any key goes back');
  expect(screen.keyboard.isRaw).toBe(true);
});
