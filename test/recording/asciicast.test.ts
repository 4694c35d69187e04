import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import headless from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CastVersion } from '../../src/recording/asciicast/cast-format.ts';
import { CastWriter } from '../../src/recording/asciicast/cast-writer.ts';
import { OutputShortener } from '../../src/recording/asciicast/output-shortener.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const size = { columns: 30, rows: 8 };

async function written(version: CastVersion, write: (cast: CastWriter, passMs: (ms: number) => void) => Promise<void>) {
  let nowMs = 5000;
  const file = join(scratchFolder(), 'show.cast');
  const failures: string[] = [];
  const header = {
    ...size,
    startedAtSeconds: 1_767_261_600,
    title: 'a talk',
    term: 'xterm-256color',
    idleTimeLimitSeconds: 2,
  };
  const cast = new CastWriter({
    file,
    version,
    header,
    now: () => nowMs,
    onFailure: (reason) => failures.push(reason),
  });
  await write(cast, (ms) => {
    nowMs += ms;
  });
  const lines = () =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  return { lines, failures, cast };
}

/** A frame in two writes, a chapter, a new size, a frame, the end. */
async function talk(cast: CastWriter, passMs: (ms: number) => void): Promise<void> {
  passMs(500);
  cast.output('one ');
  cast.output('frame');
  await Promise.resolve();
  passMs(1000);
  cast.mark('act 1: Conflict');
  cast.resize(100, 30);
  passMs(250);
  cast.output('next');
  cast.close();
  cast.close();
}

describe('an asciicast', () => {
  test('of version 2 has times from its beginning', async () => {
    const { lines } = await written(2, talk);
    expect(lines()).toEqual([
      {
        version: 2,
        width: 30,
        height: 8,
        timestamp: 1_767_261_600,
        idle_time_limit: 2,
        title: 'a talk',
        env: { TERM: 'xterm-256color' },
      },
      [0.5, 'o', 'one frame'],
      [1.5, 'm', 'act 1: Conflict'],
      [1.5, 'r', '100x30'],
      [1.75, 'o', 'next'],
    ]);
  });

  test('of version 3 has times from event to event, and its end', async () => {
    const { lines } = await written(3, talk);
    expect(lines()).toEqual([
      {
        version: 3,
        term: { cols: 30, rows: 8, type: 'xterm-256color' },
        timestamp: 1_767_261_600,
        idle_time_limit: 2,
        title: 'a talk',
      },
      [0.5, 'o', 'one frame'],
      [1, 'm', 'act 1: Conflict'],
      [0, 'r', '100x30'],
      [0.25, 'o', 'next'],
      [0, 'x', '0'],
    ]);
  });

  test('is whole lines on the disk after each turn, before it is closed', async () => {
    const { lines, cast } = await written(2, async (writer) => {
      writer.output('a');
      await Promise.resolve();
    });
    expect(lines().at(-1)).toEqual([0, 'o', 'a']);
    cast.close();
  });

  test('that cannot be written is told once, and nothing else happens', async () => {
    const failures: string[] = [];
    const cast = new CastWriter({
      file: join(scratchFolder(), 'none', 'show.cast'),
      version: 2,
      header: { ...size, startedAtSeconds: 0, title: '', term: '', idleTimeLimitSeconds: 2 },
      now: () => 0,
      onFailure: (reason) => failures.push(reason),
    });
    cast.output('a');
    cast.mark('b');
    cast.close();
    expect(failures).toEqual([
      expect.stringMatching(/^The screen is not recorded from here on: there is no such folder/),
    ]);
    expect(cast.isOpen).toBe(false);
  });
});

/** What a renderer may write: styles, moves, texts in narrow and wide characters, erasures. */
const piece = fc.oneof(
  fc.constantFrom(
    '\u001B[1m',
    '\u001B[22m',
    '\u001B[7m',
    '\u001B[27m',
    '\u001B[4m',
    '\u001B[24m',
    '\u001B[0m',
    '\u001B[m',
  ),
  fc.integer({ min: 0, max: 255 }).map((colour) => `\u001B[38;5;${colour}m`),
  fc.integer({ min: 0, max: 255 }).map((colour) => `\u001B[48;2;${colour};7;90m`),
  fc.constantFrom('\u001B[39m', '\u001B[49m', '\u001B[31m', '\u001B[97m', '\u001B[1;33m'),
  fc.constantFrom('\u001B[E', '\u001B[2E', '\u001B[K', '\u001B[2A', '\u001B[4G', '\u001B[H', '\u001B[2J', '\n'),
  fc.constantFrom('\u001B[?2026h', '\u001B[?2026l', '\u001B[?25l', '\u001B[5m', '\u001B7', '\u001B8'),
  fc.constantFrom('a', 'web-1 ', '╭──╮', '▁▃█', '漢字', ' '.repeat(14), `x${' '.repeat(13)}│`),
);

describe('shortened output', () => {
  test('paints the same cells as what was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(piece, { maxLength: 25 }), { maxLength: 4 }), async (writes) => {
        const shortener = new OutputShortener();
        const texts = writes.map((pieces) => pieces.join(''));
        // What a terminal gets is after its line discipline; what a cast holds is played without one.
        const live = await cells(texts.map((text) => text.replaceAll('\n', '\r\n')));
        expect(await cells(texts.map((text) => shortener.shorten(text)))).toEqual(live);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('has a style once, where something is printed in it', () => {
    const shortener = new OutputShortener();
    const row = '\u001B[38;5;241m\u001B[38;5;246m\u001B[39m\u001B[38;5;241m│\u001B[39m\u001B[38;5;241m│\u001B[39m';
    expect(shortener.shorten(row)).toBe('\u001B[38;5;241m││\u001B[m');
  });

  test('steps over rows at once, and over blanks in what was erased', () => {
    const shortener = new OutputShortener();
    expect(shortener.shorten('\u001B[E\u001B[E\u001B[E\u001B[K              │')).toBe('\u001B[3E\u001B[K\u001B[14C│');
    expect(shortener.shorten('              │')).toBe('              │');
  });
});

/** The cells of a terminal after some writes: what is in them and how it looks. */
async function cells(texts: readonly string[]): Promise<readonly string[]> {
  const terminal = new headless.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
  for (const text of texts) await new Promise<void>((resolve) => terminal.write(text, resolve));
  const { active } = terminal.buffer;
  const rows = Array.from({ length: active.length }, (_, row) =>
    Array.from({ length: size.columns }, (__, column) => {
      const cell = active.getLine(row)?.getCell(column);
      const text = cell?.getChars() || ' ';
      // Of a blank, only what can be seen of it counts.
      const ink =
        text === ' ' && !cell?.isInverse() ? '' : `${cell?.getFgColor()} ${cell?.isBold()} ${cell?.isBlink()}`;
      return `${text}${ink} ${cell?.getBgColor()} ${cell?.isInverse()} ${cell?.isUnderline()}`;
    }).join('|'),
  );
  const place = `${active.cursorX} ${active.cursorY}`;
  terminal.dispose();
  return [...rows, place];
}
