import { styledCharsFromTokens, tokenize } from '@alcalzone/ansi-tokenize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import Output from '../../../node_modules/ink/build/output.js';
import sanitizeAnsi from '../../../node_modules/ink/build/sanitize-ansi.js';
import { rowOutput } from '../../../scripts/faster-ink/row-output.ts';
import { row } from './texts.ts';

const Faster = rowOutput(Output);
const size = { width: 120, height: 4 };

interface Write {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly bold?: boolean;
}

function drawn(Kind: typeof Output | typeof Faster, writes: readonly Write[], clip?: object): string {
  const output = new Kind(size);
  if (clip) output.clip({ x1: undefined, x2: undefined, y1: undefined, y2: undefined, ...clip });
  for (const { x, y, text, bold } of writes) {
    output.write(x, y, text, { transformers: bold ? [(line) => `\u001B[1m${line}\u001B[22m`] : [] });
  }
  const { output: screen, height } = output.get();
  expect(height).toBe(size.height);
  return screen;
}

/** Every character with its looks, up to the last that shows: how sequences are put together to get there is not what the reader sees. */
function seen(screen: string): readonly unknown[] {
  return screen.split('\n').map((line) => {
    const characters = styledCharsFromTokens(tokenize(line));
    const last = characters.findLastIndex(({ value, styles }) => value !== ' ' || styles.length > 0);
    return characters.slice(0, last + 1).map(({ value, styles }) => [value, ...styles.map(({ code }) => code).sort()]);
  });
}

function expectSame(writes: readonly Write[], clip?: object): void {
  expect(seen(drawn(Faster, writes, clip))).toEqual(seen(drawn(Output, writes, clip)));
}

const someText = row.map((text) => sanitizeAnsi(text));
const write: fc.Arbitrary<Write> = fc.record({
  x: fc.integer({ min: -2, max: 125 }),
  y: fc.integer({ min: -1, max: 5 }),
  text: someText,
  bold: fc.boolean(),
});

describe('a screen put together from rows shows what the grid of characters shows', () => {
  test('with texts anywhere, over one another and beyond the edges', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 6 }), (writes) => expectSame(writes)),
      { numRuns: 1000 },
    );
  });

  test('with texts beside each other, in whatever order they are drawn', () => {
    const beside = fc.tuple(someText, someText, someText, fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(beside, ([left, middle, right, y]) => {
        const writes = [left, middle, right].map((text, index) => ({ x: index * 40, y, text }));
        expectSame(writes);
        expectSame(writes.toReversed());
      }),
      { numRuns: 1000 },
    );
  });

  test('with a text of several lines, and with clipping', () => {
    expectSame([{ x: 2, y: 1, text: '\u001B[31mone\ntwo\u001B[39m three' }]);
    expectSame([{ x: 2, y: 0, text: 'cut off here' }], { x1: 0, x2: 6 });
  });
});

test('the grid is not asked while nothing overlaps', () => {
  class NoGrid extends Output {
    override get(): never {
      throw new Error('asked for the grid');
    }
  }
  const output = new (rowOutput(NoGrid))(size);
  output.write(5, 1, '\u001B[32m│ 猫\u001B[39m', { transformers: [] });
  output.write(0, 1, '┤', { transformers: [] });
  expect(output.get().output).toBe('\n┤    \u001B[32m│ 猫\u001B[39m\n\n');
  output.write(6, 1, 'over', { transformers: [] });
  expect(() => output.get()).toThrow('asked for the grid');
});
