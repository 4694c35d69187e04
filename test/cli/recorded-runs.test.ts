import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRecording, recordedRuns } from '../../src/cli/recorded-runs.ts';
import { recordingName } from '../../src/recording/format.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const older = '20260101T100000Z-meme-generator-aaaaaa';
const newer = '20260102T100000Z-meme-generator-bbbbbb';
const unrecorded = '20260103T100000Z-meme-generator-cccccc';

function home(): string {
  const folder = scratchFolder();
  for (const name of [older, newer, unrecorded]) {
    mkdirSync(join(folder, name));
    if (name !== unrecorded) writeFileSync(join(folder, name, recordingName), '');
  }
  return folder;
}

describe('the run of a command line', () => {
  test.each([
    ['latest', newer],
    [newer, newer],
    [older, older],
    ['20260101', older],
  ])('%s is the recording of %s', (run, name) => {
    const folder = home();
    expect(findRecording(run, folder)).toBe(join(folder, name, recordingName));
  });

  test('may be a folder or a recording anywhere', () => {
    const folder = home();
    const elsewhere = scratchFolder();
    expect(findRecording(join(folder, older), elsewhere)).toBe(join(folder, older, recordingName));
    const file = join(folder, newer, recordingName);
    expect(findRecording(file, elsewhere)).toBe(file);
  });

  test.each([
    ['2026', /^2 runs begin with 2026$/],
    ['20270101', /^there is no recorded run 20270101$/],
    [unrecorded, /^there is no recorded run/],
  ])('%s is refused', (run, message) => {
    expect(() => findRecording(run, home())).toThrow(message);
  });

  test('is told to be made where there is none', () => {
    expect(() => findRecording('latest', join(scratchFolder(), 'none'))).toThrow(/no run was recorded yet/);
  });

  test('can be listed, oldest first', () => {
    expect(recordedRuns(home())).toEqual([older, newer]);
  });
});
