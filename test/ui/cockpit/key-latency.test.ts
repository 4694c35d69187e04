import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { second } from '../support/cluster-objects.ts';
import { openCockpit } from '../support/opened-cockpit.ts';

/** Ends a frame: what a terminal shows at once. */
const frameEnd = '\x1b[?2026l';

test.each([
  ['?', 'any key goes back'],
  ['p', 'FROZEN'],
  ['q', 'Quit?'],
  ['/', 'filter /'],
  ['\r', '"kind"'],
  ['\t', '┏━ Replicas'],
  ['L', 'Layout:'],
  ['T', 'Nobody else'],
])('%j is on the screen within two frames, however much else there is to draw', async (key, effect) => {
  await using opened = openCockpit({ layouts: ['stage', 'four-pane'] });
  const { screen, session, timers } = opened;
  await screen.shows('─ Replicas');
  let frames = 0;
  const write = screen.stream.write.bind(screen.stream) as (chunk: string, ...rest: unknown[]) => boolean;
  const counted = (chunk: string, ...rest: unknown[]) => {
    frames += String(chunk).split(frameEnd).length - 1;
    return write(chunk, ...rest);
  };
  Object.assign(screen.stream, { write: counted });
  screen.keyboard.write(key);
  const shown = async () => (await screen.frame()).some((row) => row.includes(effect));
  // Another second of the run comes in with every turn of the loop.
  for (let tick = 1; tick < 50 && !(await shown()); tick++) {
    session.set({ ...session.store.getState(), now: second(130 + tick) });
    for (const look of timers.intervals) look();
    await turn();
  }
  expect(await shown()).toBe(true);
  expect(frames).toBeGreaterThan(0);
  expect(frames).toBeLessThanOrEqual(2);
});
