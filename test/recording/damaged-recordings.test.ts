import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RecordingHeader } from '../../src/recording/format.ts';
import { packMember } from '../../src/recording/gzip-member.ts';
import { openRecording, type Recording } from '../../src/recording/recording.ts';
import { RunCursor } from '../../src/recording/run-cursor.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const openedAt = Date.UTC(2026, 0, 1, 10);

const header: RecordingHeader = {
  format: 'harmony-observations',
  headerVersion: 1,
  observationVersion: 1,
  program: 'harmony 0.1.0',
  openedAt,
  target: { namespace: 'demo', workload: 'web' },
  identity: { badge: 'EMBEDDED', context: 'harmony-embedded', profile: 'gke' },
  scenario: loadScenario('meme-generator'),
};

/** One second of a run: the load after so many seconds. */
function second(index: number): string {
  return JSON.stringify({
    at: openedAt + index * 1000,
    source: 'queue',
    kind: 'sample',
    series: 'queue',
    value: index,
  });
}

function members(...texts: readonly string[]): readonly Buffer[] {
  return [JSON.stringify(header), ...texts].map((text) => packMember(`${text}\n`));
}

function written(...parts: readonly Buffer[]): string {
  const file = join(scratchFolder(), 'observations.jsonl.gz');
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** The values that a recording's whole run has sampled. */
function values(recording: Recording): readonly number[] {
  const cursor = new RunCursor(recording);
  cursor.moveTo(recording.until);
  recording.close();
  const view = cursor.state.series.get('queue')?.view;
  return Array.from({ length: view?.length ?? 0 }, (_, index) => view?.value(index) ?? Number.NaN);
}

describe('a recording that is not whole', () => {
  test('cut off in its last second, as a kill leaves it, has all seconds before', async () => {
    const whole = Buffer.concat([...members(second(1), second(2), second(3))]);
    const last = packMember(`${second(3)}\n`).length;
    for (let missing = 1; missing < last; missing++) {
      const recording = await openRecording(written(whole.subarray(0, whole.length - missing)));
      expect(recording.remarks).toEqual([]);
      expect(values(recording)).toEqual([1, 2]);
    }
  });

  test.each([
    ['in what it holds', 30],
    ['in its checksum', -6],
  ])('with a second that is damaged %s has all others, and says where', async (_, place) => {
    const parts = members(second(1), second(2), second(3)).map((part) => Buffer.from(part));
    const damaged = parts[2] ?? Buffer.alloc(0);
    const index = place < 0 ? damaged.length + place : place;
    damaged.writeUInt8((damaged[index] ?? 0) ^ 0xff, index);
    const file = written(...parts);
    const recording = await openRecording(file);
    const offset = (parts[0]?.length ?? 0) + (parts[1]?.length ?? 0);
    expect(recording.remarks).toEqual([`${file}:3: damaged at byte ${offset}; what follows it is shown`]);
    expect(values(recording)).toEqual([1, 3]);
  });

  test('with bytes that belong to nothing goes on after them', async () => {
    const [head, first, next] = members(second(1), second(2)) as [Buffer, Buffer, Buffer];
    const recording = await openRecording(written(head, first, Buffer.alloc(70_000, 'x'), next));
    expect(recording.remarks).toEqual([expect.stringContaining('bytes between two seconds')]);
    expect(values(recording)).toEqual([1, 2]);
  });

  test.each([
    ['no JSON', '{"at":1767261600'],
    ['no observation', '[]'],
    ['without its object', '{"at":1,"source":"pods","kind":"objectUpserted"}'],
    ['without its time', '{"source":"queue","kind":"sample","series":"queue","value":1}'],
  ])('passes over a line that is %s, by its number', async (_, line) => {
    const file = written(...members(second(1), `${second(2)}\n${line}`, second(3)));
    const recording = await openRecording(file);
    expect(recording.remarks).toEqual([`${file}:4 is not an observation`]);
    expect(values(recording)).toEqual([1, 2, 3]);
  });

  test('tells a few of many mistakes, and how many there are', async () => {
    const file = written(...members(Array.from({ length: 12 }, () => 'x').join('\n'), second(1)));
    const { remarks, close } = await openRecording(file);
    close();
    expect(remarks).toHaveLength(6);
    expect(remarks.at(-1)).toBe('… and 7 more');
  });

  test('passes over kinds of observations that a later version may have', async () => {
    const later = JSON.stringify({ at: openedAt + 1500, source: 'gpu', kind: 'gpuSeen', gpu: {} });
    const recording = await openRecording(written(...members(second(1), later, second(2))));
    expect(recording.remarks).toEqual([]);
    expect(values(recording)).toEqual([1, 2]);
  });
});

describe('what is no recording', () => {
  test.each([
    ['a newer header', { ...header, headerVersion: 2, program: 'harmony 9.1.0' }],
    ['newer observations', { ...header, observationVersion: 2, program: 'harmony 9.1.0' }],
  ])('with %s is refused, and says what reads it', async (_, newer) => {
    const file = written(packMember(`${JSON.stringify(newer)}\n`));
    await expect(openRecording(file)).rejects.toThrow(
      /was written by harmony 9\.1\.0 in a newer format .*\n.*Replay it with/,
    );
  });

  test.each([
    ['another file', () => written(Buffer.from('hello')), /holds no recording/],
    ['an empty file', () => written(), /holds no recording/],
    ['other lines', () => written(packMember('{"version":2}\n')), /its first line is not a header/],
    [
      'half a header',
      () => written(packMember(`${JSON.stringify({ ...header, target: {} })}\n`)),
      /:1: target\.namespace: /,
    ],
    ['nothing', () => join(scratchFolder(), 'none'), /cannot be read: there is no such folder|no such file/],
  ])('%s is refused', async (_, file, message) => {
    await expect(openRecording(file())).rejects.toThrow(message);
  });
});
