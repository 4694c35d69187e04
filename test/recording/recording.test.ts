import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { EpochMs } from '../../src/autoscaling/units.ts';
import { openRecording } from '../../src/recording/recording.ts';
import { RunCursor } from '../../src/recording/run-cursor.ts';
import type { SessionState } from '../../src/session/state.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { recordedRun } from './support/recorded-run.ts';

/** A state as plain data: series as what they show. */
function plain(state: SessionState): unknown {
  const series = [...state.series].map(([id, { info, latest, view }]) => ({
    id,
    info,
    latest,
    samples: Array.from({ length: view.length }, (_, index) => [view.at(index), view.value(index)]),
  }));
  return { ...state, series };
}

describe('a recording', () => {
  test('has the state of every moment of the run, forwards, backwards and across', { timeout: 60_000 }, async () => {
    const run = await recordedRun(scratchFolder());
    const seen = new Map<EpochMs, unknown>();
    for (let sample = 0; sample < 12; sample++) {
      await run.play(37);
      seen.set(run.session.now(), plain(run.session.store.getState()));
    }
    await run.close();
    const recording = await openRecording(run.file);
    const cursor = new RunCursor(recording);
    const moments = [...seen.keys()];
    const wayAbout = [...moments, ...moments.toReversed(), ...[7, 2, 11, 0, 5].map((index) => moments[index] ?? 0)];
    for (const at of wayAbout as EpochMs[]) {
      cursor.moveTo(at);
      expect(plain(cursor.state)).toEqual(seen.get(at));
    }
    expect(recording.remarks).toEqual([]);
    expect(recording.marks.some(({ label }) => /^act \d+: Conflict$/.test(label))).toBe(true);
    recording.close();
  });

  test('is gzip to everyone else: a header and then one observation per line', async () => {
    const run = await recordedRun(scratchFolder());
    await run.play(20);
    await run.close();
    const lines = gunzipSync(readFileSync(run.file)).toString().trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      format: 'harmony-observations',
      target: { workload: 'meme-backend' },
    });
    expect(lines.slice(1).map((line) => JSON.parse(line) as unknown)).toEqual(
      JSON.parse(JSON.stringify(run.observations)),
    );
  });
});
