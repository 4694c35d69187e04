import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { recordingName } from '../../src/recording/format.ts';
import { openRecording } from '../../src/recording/recording.ts';
import { RunCursor } from '../../src/recording/run-cursor.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const kills = 20;
const atATime = 5;
const program = join(import.meta.dirname, 'support/recording-process.ts');

/** What a killed process has said, and what it has left behind. */
interface Killed {
  /** The number that it had said a second before its last word, and the last one. */
  readonly aSecondBefore: number;
  readonly last: number;
  readonly recorded: number;
  readonly remarks: readonly string[];
  readonly castFrames: readonly string[];
}

async function killedAfter(delayMs: number, folder: string): Promise<Killed> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: (readonly [atMs: number, number: number])[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => {
    const [at = 0, number = 0] = line.split(' ').map(Number);
    said.push([at, number]);
  });
  await once(lines, 'line');
  await wait(delayMs);
  child.kill('SIGKILL');
  await once(lines, 'close');
  const [lastAt, last] = said.at(-1) ?? [0, 0];
  // The recorder's seconds are not those of this clock to the millisecond.
  const before = said.findLast(([at]) => at <= lastAt - 1100);
  const recording = await openRecording(join(folder, recordingName));
  const cursor = new RunCursor(recording);
  cursor.moveTo(recording.until);
  recording.close();
  const view = cursor.state.series.get('queue')?.view;
  const cast = readFileSync(join(folder, 'screen.cast'), 'utf8').trimEnd().split('\n');
  const frames = cast.slice(1).map((line) => (JSON.parse(line) as [number, string, string])[2]);
  return {
    aSecondBefore: before?.[1] ?? 0,
    last,
    recorded: view && view.length > 0 ? view.value(view.length - 1) : 0,
    remarks: recording.remarks,
    castFrames: frames,
  };
}

describe('a process that is killed', () => {
  test(`at ${kills} moments leaves a recording up to the last second and a cast up to the last frame`, {
    timeout: 120_000,
  }, async () => {
    // Moments that look random and are the same in every run.
    const delays = Array.from({ length: kills }, (_, index) => 30 + ((index * 7919) % 2800));
    for (let first = 0; first < kills; first += atATime) {
      const killed = await Promise.all(
        delays.slice(first, first + atATime).map((delay) => killedAfter(delay, scratchFolder())),
      );
      for (const { aSecondBefore, last, recorded, remarks, castFrames } of killed) {
        expect(remarks).toEqual([]);
        expect(recorded).toBeGreaterThanOrEqual(aSecondBefore);
        expect(castFrames.length).toBeGreaterThanOrEqual(last - 1);
        expect(castFrames.at(-1)).toBe(`\u001B[38;5;241mframe ${castFrames.length}\u001B[m\r\n`);
      }
    }
  });
});
