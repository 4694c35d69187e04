import { beforeEach, describe, expect, test } from 'vitest';
import { initialState } from '../../src/session/initial-state.ts';
import { Recorder } from '../../src/session/recorder.ts';
import { sample, start } from './objects.ts';

let frames: (() => void)[];
let recorder: Recorder;
let told: number;

beforeEach(() => {
  frames = [];
  told = 0;
  recorder = new Recorder(initialState({ namespace: 'demo' }, start), {
    after: (_, callback) => {
      frames.push(callback);
      return () => frames.splice(frames.indexOf(callback), 1);
    },
  });
  recorder.subscribe(() => {
    told += 1;
  });
});

const settle = () => Promise.resolve();
const shown = () => recorder.getState().series.get('s')?.latest?.value;

describe('the store', () => {
  test('shows what comes after a quiet time at once, all of one call stack together', async () => {
    recorder.record(sample(1, 's', 1));
    recorder.record(sample(1, 's', 2));
    expect([told, shown()]).toEqual([0, undefined]);
    await settle();
    expect([told, shown()]).toEqual([1, 2]);
  });

  test('then waits for the frame, and tells once for everything in it', async () => {
    recorder.record(sample(1, 's', 1));
    await settle();
    recorder.record(sample(2, 's', 2));
    recorder.record(sample(3, 's', 3));
    await settle();
    expect([told, shown()]).toEqual([1, 1]);
    frames.shift()?.();
    expect([told, shown()]).toEqual([2, 3]);
  });

  test('keeps no timer while nothing changes', async () => {
    recorder.record(sample(1, 's', 1));
    await settle();
    frames.shift()?.();
    expect([told, frames.length]).toEqual([1, 0]);
    recorder.record(sample(2, 's', 2));
    await settle();
    expect([told, frames.length]).toEqual([2, 1]);
  });

  test('is ahead of the frame for those inside', async () => {
    recorder.record(sample(1, 's', 1));
    await settle();
    recorder.record(sample(2, 's', 2));
    expect(recorder.current().series.get('s')?.latest?.value).toBe(2);
    expect(shown()).toBe(1);
    frames.shift()?.();
    expect([told, shown()]).toEqual([2, 2]);
  });

  test('shows the rest when it is closed, and takes nothing more', async () => {
    recorder.record(sample(1, 's', 1));
    await settle();
    recorder.record(sample(2, 's', 2));
    recorder.close();
    recorder.close();
    recorder.record(sample(3, 's', 3));
    expect([shown(), frames.length, told]).toEqual([2, 0, 2]);
  });
});
