import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecording, type Recording } from '../../src/recording/recording.ts';
import { ReplaySession, type ReplayTime } from '../../src/recording/replay-session.ts';
import { recordedRun } from './support/recorded-run.ts';

const runSeconds = 120;

/** Real time that the test moves by hand. */
class HandTime implements ReplayTime {
  readonly ticks = new Set<() => void>();
  #nowMs = 1000;

  now(): number {
    return this.#nowMs;
  }

  every(_intervalMs: number, callback: () => void): () => void {
    this.ticks.add(callback);
    return () => void this.ticks.delete(callback);
  }

  pass(seconds: number): void {
    this.#nowMs += seconds * 1000;
    for (const tick of this.ticks) tick();
  }
}

let folder: string;
let recording: Recording;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harmony-test-'));
  const run = await recordedRun(folder);
  await run.play(runSeconds);
  await run.close();
  recording = await openRecording(run.file);
});

afterAll(() => {
  recording.close();
  rmSync(folder, { recursive: true });
});

function replay() {
  const time = new HandTime();
  const session = new ReplaySession(recording, time);
  return { session, time, secondsIn: () => (session.now() - session.from) / 1000 };
}

describe('a replay', () => {
  test('goes on as real time does, at its speed, and stands at the end', () => {
    const { session, time, secondsIn } = replay();
    time.pass(10);
    expect(secondsIn()).toBe(10);
    session.changeSpeed(1);
    session.changeSpeed(1);
    time.pass(10);
    expect([session.speed, secondsIn()]).toEqual([4, 50]);
    time.pass(1000);
    expect([secondsIn(), session.isPaused]).toEqual([runSeconds, true]);
  });

  test('has speeds from a quarter to sixteen', () => {
    const { session } = replay();
    const go = (by: 1 | -1) =>
      Array.from({ length: 8 }, () => {
        session.changeSpeed(by);
        return session.speed;
      });
    expect(go(1)).toEqual([2, 4, 8, 16, 16, 16, 16, 16]);
    expect(go(-1)).toEqual([8, 4, 2, 1, 0.5, 0.25, 0.25, 0.25]);
  });

  test('stands still while it is paused, and moves by hand all the same', () => {
    const { session, time, secondsIn } = replay();
    time.pass(60);
    session.togglePause();
    time.pass(30);
    session.skip(-5000);
    expect([secondsIn(), session.isPaused]).toEqual([55, true]);
    session.skip(30_000);
    session.togglePause();
    time.pass(1);
    expect([secondsIn(), session.isPaused]).toEqual([86, false]);
  });

  test('does not leave the recording', () => {
    const { session, secondsIn } = replay();
    session.skip(-30_000);
    expect(secondsIn()).toBe(0);
    session.skip(3_600_000);
    expect(secondsIn()).toBe(runSeconds);
  });

  test('begins anew when it goes on from its end', () => {
    const { session, time, secondsIn } = replay();
    time.pass(1000);
    session.togglePause();
    time.pass(2);
    expect([secondsIn(), session.isPaused]).toEqual([2, false]);
  });

  test('goes to every mark, there and back', () => {
    const { session } = replay();
    session.togglePause();
    const there = visited(session, 1);
    expect(there).toEqual([...new Set(recording.marks.map(({ at }) => at))].filter((at) => at > session.from));
    session.skip(3_600_000);
    const back = visited(session, -1);
    expect(back).toEqual(
      [...new Set(recording.marks.map(({ at }) => at))].filter((at) => at < recording.until).reverse(),
    );
    expect(there.length).toBeGreaterThan(5);
  });

  test('shows at a mark what has just happened', () => {
    const { session } = replay();
    session.togglePause();
    while (!session.toMark(1)?.startsWith('meme-backend'));
    expect(session.store.getState().replicaPaths.get('meme-backend')?.at(-1)?.at).toBe(session.now());
  });

  test('tells its listeners what is new, and nothing else', () => {
    const { session, time } = replay();
    let told = 0;
    const unsubscribe = session.store.subscribe(() => {
      told += 1;
    });
    time.pass(5);
    expect(told).toBe(1);
    session.togglePause();
    time.pass(5);
    expect(told).toBe(1);
    unsubscribe();
  });

  test('changes nothing, and says why', async () => {
    const { session } = replay();
    expect(session.refusal()).toMatch(/^this is a replay/);
    expect(await session.dispatch()).toEqual({ ok: false, reason: session.refusal() });
    expect(await session.restore()).toMatchObject({ ok: false });
    expect(session.outstanding()).toBe(0);
  });

  test('leaves no timer behind', async () => {
    const { session, time } = replay();
    await session.close();
    expect(time.ticks.size).toBe(0);
  });
});

/** The moments of all marks in one direction. */
function visited(session: ReplaySession, by: 1 | -1): readonly number[] {
  const moments: number[] = [];
  while (session.toMark(by) !== undefined) moments.push(session.now());
  return moments;
}
