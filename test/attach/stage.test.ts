import { statSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openRecording } from '../../src/recording/recording.ts';
import { ReplaySession } from '../../src/recording/replay-session.ts';
import { recordedRun } from '../recording/support/recorded-run.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { openStage, saidBy, type TestStage, type TestViewer } from './support/stage.ts';

async function openRun() {
  const folder = scratchFolder();
  const run = await recordedRun(folder);
  const stage = await openStage(run.session, folder);
  onTestFinished(async () => {
    await stage[Symbol.asyncDispose]();
    await run.close();
  });
  return { run, stage };
}

/** Waits until a viewer has what the stage has. */
async function inStep(stage: TestStage, { session }: TestViewer, now: number): Promise<void> {
  stage.sendFrames();
  await vi.waitFor(() => expect(session.now()).toBe(now));
}

describe('a viewer', () => {
  test('has the state of the stage, from the run so far on', async () => {
    const { run, stage } = await openRun();
    await run.play(100);
    const early = await stage.attach('view');
    expect(saidBy(early.session.getState())).toEqual(saidBy(run.session.store.getState()));
    for (let step = 0; step < 10; step += 1) {
      await run.play(10);
      await inStep(stage, early, run.session.now());
    }
    const late = await stage.attach('drive');
    const state = saidBy(run.session.store.getState());
    expect(saidBy(early.session.getState())).toEqual(state);
    expect(saidBy(late.session.getState())).toEqual(state);
    expect(late.session.scenario.acts).toEqual(run.session.scenario.acts);
    expect(late.session.identity).toEqual(run.session.identity);
    expect(statSync(stage.path).mode & 0o777).toBe(0o600);
  });

  test('is told of every change, and of nothing while there is none', async () => {
    const { run, stage } = await openRun();
    const viewer = await stage.attach('view');
    let changes = 0;
    viewer.session.subscribe(() => {
      changes += 1;
    });
    const pods = viewer.session.getState().pods;
    stage.sendFrames();
    await run.session.dispatch({ type: 'toggleAutopilot' });
    await inStep(stage, viewer, run.session.now());
    await vi.waitFor(() => expect(viewer.session.getState().director.autopilot).toBe(false));
    expect(changes).toBe(1);
    expect(viewer.session.getState().pods).toBe(pods);
  });

  test('that only looks on is refused before it asks', async () => {
    const { stage } = await openRun();
    const { session } = await stage.attach('view');
    expect(session.refusal({ type: 'nextCue' })).toMatch(/only looks on/);
    expect(await session.dispatch({ type: 'nextCue' })).toMatchObject({ ok: false });
    expect(session.attached.drives).toBe(false);
  });

  test('learns that the stage has ended, and what it waits for is refused', async () => {
    const { stage } = await openRun();
    const viewer = await stage.attach('drive');
    stage.door.close();
    expect(await viewer.ended).toEqual({ how: 'ended' });
    expect(await viewer.session.dispatch({ type: 'nextCue' })).toEqual({
      ok: false,
      reason: 'the cockpit on the stage has ended',
    });
    expect(() => statSync(stage.path)).toThrow('ENOENT');
  });
});

describe('a driver', () => {
  test('leads the talk, and the others see it', async () => {
    const { run, stage } = await openRun();
    await run.session.dispatch({ type: 'toggleAutopilot' });
    const viewers = [await stage.attach('view'), await stage.attach('view')];
    const driver = await stage.attach('drive');
    const before = run.session.store.getState().director;
    const outcome = driver.session.dispatch({ type: 'nextCue' });
    await vi.waitFor(async () => {
      await run.play(1);
      expect(run.session.store.getState().director).not.toEqual(before);
    });
    await run.play(10);
    expect(await outcome).toEqual({ ok: true });
    const { director } = run.session.store.getState();
    stage.sendFrames();
    for (const { session } of [...viewers, driver]) {
      await vi.waitFor(() => expect(session.getState().director).toEqual(director));
    }
  });

  test('is refused what the stage refuses, with its reason', async () => {
    const { run, stage } = await openRun();
    const { session } = await stage.attach('drive');
    const { baseline } = run.session.scenario;
    const again = { type: 'flipMode', mode: baseline } as const;
    expect(session.refusal(again)).toBe(run.session.refusal(again));
    const reason = run.session.refusal({ type: 'flipMode', mode: 'none' });
    expect(await session.dispatch({ type: 'flipMode', mode: 'none' })).toEqual({ ok: false, reason });
  });
});

describe('a replay on the stage', () => {
  test('is a replay for its viewers, who move its time', async () => {
    const folder = scratchFolder();
    const run = await recordedRun(folder);
    await run.play(60);
    await run.close();
    const recording = await openRecording(run.file);
    let realMs = 0;
    let tick = () => {};
    const replay = new ReplaySession(recording, {
      now: () => realMs,
      every(_, callback) {
        tick = callback;
        return () => {};
      },
    });
    await using stage = await openStage(replay, folder);
    onTestFinished(() => recording.close());
    const viewer = await stage.attach('drive');
    for (const seconds of [40, -25, 12]) {
      viewer.session.playback?.skip(seconds * 1000);
      const before = replay.now();
      await vi.waitFor(() => expect(replay.now()).not.toBe(before));
      await inStep(stage, viewer, replay.now());
      expect(saidBy(viewer.session.getState())).toEqual(saidBy(replay.getState()));
    }
    realMs += 5000;
    tick();
    viewer.session.playback?.togglePause();
    viewer.session.playback?.changeSpeed(1);
    await vi.waitFor(() => expect([replay.isPaused, replay.speed]).toEqual([true, 2]));
    stage.sendFrames();
    await vi.waitFor(() => expect(viewer.session.speed).toBe(2));
    expect(viewer.session.playback).toMatchObject({ isPaused: true, from: replay.from, until: replay.until });
  });
});
