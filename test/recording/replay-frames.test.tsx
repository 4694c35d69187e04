import { afterEach, describe, expect, test } from 'vitest';
import { openRecording } from '../../src/recording/recording.ts';
import { ReplaySession } from '../../src/recording/replay-session.ts';
import { loadLayout } from '../../src/scenario/load-layout.ts';
import type { Session } from '../../src/session/session.ts';
import { Cockpit } from '../../src/ui/cockpit/cockpit.ts';
import type { RealTime } from '../../src/ui/cockpit/real-time.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { type Harness, mountCockpit } from '../ui/support/harness.tsx';
import { recordedRun } from './support/recorded-run.ts';

const moments = 10;
const secondsBetween = 47;
const layouts = ['stage', 'four-pane', 'sre'];
const noTimers: RealTime = { every: () => () => {}, after: () => () => {} };

const opened: { readonly screen: Harness; readonly cockpit: Cockpit }[] = [];

/** A cockpit whose picture is looked at when the session tells of something new, and not by itself. */
function mounted(session: Session): Harness {
  const cockpit = new Cockpit(noTimers);
  cockpit.start(session, [loadLayout('stage')]);
  const screen = mountCockpit(cockpit, 160, 48);
  opened.push({ screen, cockpit });
  return screen;
}

/** Everything between the header, which says that it is a replay, and the footer, which has its keys. */
function inside(rows: readonly string[]): readonly string[] {
  return rows.slice(1, -1);
}

afterEach(async () => {
  for (const { screen, cockpit } of opened.splice(0)) {
    await screen.close();
    cockpit.close();
  }
});

/** What a cockpit that is opened now shows. */
async function frameOf(session: Session, layout: string): Promise<readonly string[]> {
  const cockpit = new Cockpit(noTimers);
  cockpit.start(session, [loadLayout(layout)]);
  const screen = mountCockpit(cockpit, 160, 48);
  const frame = await screen.frame();
  await screen.close();
  cockpit.close();
  return frame;
}

describe('a replay of a run', () => {
  test('paints the same frames as the run did, in every layout', { timeout: 60_000 }, async () => {
    const run = await recordedRun(scratchFolder());
    const painted: { readonly at: number; readonly layout: string; readonly rows: readonly string[] }[] = [];
    for (let moment = 0; moment < moments; moment++) {
      await run.play(secondsBetween);
      for (const layout of layouts) {
        painted.push({ at: run.session.now(), layout, rows: inside(await frameOf(run.session, layout)) });
      }
    }
    await run.close();
    const recording = await openRecording(run.file);
    const session = new ReplaySession(recording, { now: () => 0, every: () => () => {} });
    session.togglePause();
    // Not in their order: what is on the screen does not depend on the way there.
    for (const { at, layout, rows } of painted.toSorted((a, b) => (a.at % 7) - (b.at % 7))) {
      session.skip(at - session.now());
      const frame = await frameOf(session, layout);
      expect(inside(frame)).toEqual(rows);
      expect(frame[0]).toMatch(/∥ REPLAY {2}1x \d:\d\d of \d:\d\d {2}EMBEDDED gke $/);
      expect(frame.at(-1)).toMatch(/^ \[space\] pause {2}\[left\] -5 s {2}\[right\] \+5 s/);
    }
    const texts = painted.map(({ rows }) => rows.join('\n'));
    expect(new Set(texts).size).toBe(texts.length);
    await session.close();
    recording.close();
  });
});

describe('the keys of a replay', { timeout: 60_000 }, () => {
  async function replayed() {
    const run = await recordedRun(scratchFolder());
    await run.play(100);
    await run.close();
    const recording = await openRecording(run.file);
    const session = new ReplaySession(recording, { now: () => 0, every: () => () => {} });
    session.togglePause();
    const screen = mounted(session);
    return { session, screen, secondsIn: () => (session.now() - session.from) / 1000 };
  }

  test('move its time', async () => {
    const { session, screen, secondsIn } = await replayed();
    await screen.type('\u001B[C');
    expect(secondsIn()).toBe(5);
    await screen.type('\u001B[1;2C');
    expect(secondsIn()).toBe(35);
    await screen.type('\u001B[1;2D');
    await screen.type('\u001B[D');
    expect(secondsIn()).toBe(0);
    await screen.type(']]');
    expect(session.speed).toBe(4);
    await screen.type('[');
    expect(session.speed).toBe(2);
    expect(await screen.shows('› Speed 2x')).toBeDefined();
    await screen.type('n');
    expect(await screen.shows(/› At: (act|mode)/)).toBeDefined();
    await screen.type('NNNN');
    expect(await screen.shows('› Nothing happened before this.')).toBeDefined();
    await screen.type(' ');
    expect(session.isPaused).toBe(false);
    expect(await screen.shows('▶ REPLAY')).toBeDefined();
  });

  test('that would change the cluster say why they do not', async () => {
    const { screen } = await replayed();
    for (const key of ['c', 'h', '1', 'a', 'r']) {
      await screen.type(key);
      expect(
        await screen.shows('› this is a replay: what happened is seen again, and nothing can be changed'),
      ).toBeDefined();
      await screen.type('n');
      expect(await screen.shows('› At:')).toBeDefined();
    }
  });

  test('leave it at once, whatever the run was in the middle of', async () => {
    const { session, screen } = await replayed();
    session.skip(90_000);
    await screen.type('q');
    await screen.instance.waitUntilExit();
  });

  test('are all in the help', async () => {
    const { screen } = await replayed();
    await screen.type('?');
    const help = (await screen.shows('half a minute back')).join('\n');
    for (const text of ['pause, and go on', 'next cue, act, mode or rescale', 'faster, up to sixteen times']) {
      expect(help).toContain(text);
    }
    expect(help).not.toContain('next cue of the act');
  });
});
