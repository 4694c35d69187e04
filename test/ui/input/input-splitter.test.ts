import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputSplitter } from '../../../src/ui/input/input-splitter.ts';
import type { MouseReport } from '../../../src/ui/input/mouse-report.ts';

/** What comes out of pieces that follow one another quickly; `slowly`: with time between them in which a lone Esc counts as the key. */
function split(pieces: readonly string[], slowly = false): { keys: string; mouse: MouseReport[] } {
  const splitter = new InputSplitter();
  const all: { keys: string; mouse: MouseReport[] } = { keys: '', mouse: [] };
  for (const piece of pieces) {
    const { keys, mouse } = splitter.push(piece);
    all.keys += keys;
    all.mouse.push(...mouse);
    if (slowly) all.keys += splitter.letGo();
  }
  all.keys += splitter.letGo();
  return all;
}

describe('the splitter', () => {
  test.each<[name: string, input: string, keys: string, mouse: readonly MouseReport[]]>([
    ['a click', '\x1b[<0;12;3M', '', [{ kind: 'press', column: 11, row: 2 }]],
    ['a click with Control held', '\x1b[<16;12;3M', '', [{ kind: 'press', column: 11, row: 2 }]],
    ['the release', '\x1b[<0;12;3m', '', []],
    ['another button', '\x1b[<2;12;3M', '', []],
    ['a move', '\x1b[<35;12;3M', '', []],
    ['the wheel up', '\x1b[<64;1;1M', '', [{ kind: 'wheel', direction: -1, column: 0, row: 0 }]],
    ['the wheel down with Shift', '\x1b[<69;1;1M', '', [{ kind: 'wheel', direction: 1, column: 0, row: 0 }]],
    ['the wheel sideways', '\x1b[<66;1;1M', '', []],
    ['keys', 'j\x1b[Ax\x1bOP', 'j\x1b[Ax\x1bOP', []],
    ['keys around a click', 'a\x1b[<0;1;1Mb', 'ab', [{ kind: 'press', column: 0, row: 0 }]],
    ['Esc before a click', '\x1b\x1b[<0;1;1M', '\x1b', [{ kind: 'press', column: 0, row: 0 }]],
    ['a broken report', '\x1b[<0;1x\x1b[<0;1;1M', 'x', [{ kind: 'press', column: 0, row: 0 }]],
    ['a report without an end', `\x1b[<${'1;'.repeat(40)}Mq`, 'Mq', []],
    ['Esc alone', '\x1b', '\x1b', []],
  ])('takes %s apart', (_name, input, keys, mouse) => {
    expect(split([input])).toEqual({ keys, mouse });
  });

  test('lets no piece of a report through as keys, wherever it is cut', () => {
    const report = '\x1b[<64;120;40M';
    for (let cut = 1; cut < report.length; cut++) {
      const pieces = [report.slice(0, cut), report.slice(cut)];
      expect(split(pieces)).toEqual({ keys: '', mouse: [{ kind: 'wheel', direction: -1, column: 119, row: 39 }] });
      // A slow line: the Esc cannot be told from the key, but nothing behind it is typed.
      expect(split(pieces, true).keys).toBe(cut === 1 ? '\x1b' : '');
      expect(split(pieces, true).mouse).toHaveLength(1);
    }
  });

  test('after an Esc that was let go, a bracket is a key', () => {
    expect(split(['\x1b', '[', 'x'], true).keys).toBe('\x1b[x');
    expect(split(['\x1b', '[<', '35;1;1M'], false)).toEqual({ keys: '', mouse: [] });
  });

  test('takes the same out of any input, in whatever pieces it comes', () => {
    const token = fc.oneof(
      fc.constantFrom('a', 'Z', '\t', ' ', '\x1b[A', '\x1b[5~', '\x1b[1;2C', '[', '<', '0', ';', 'M'),
      fc.tuple(fc.constantFrom(0, 2, 35, 64, 65), fc.nat(300), fc.nat(100)).map(([b, x, y]) => `\x1b[<${b};${x};${y}M`),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), fc.array(fc.nat(200), { maxLength: 12 }), (tokens, cuts) => {
        const input = tokens.join('');
        const places = [...new Set([0, ...cuts.filter((cut) => cut < input.length)])].sort((a, b) => a - b);
        const pieces = places.map((place, index) => input.slice(place, places[index + 1]));
        const keys = tokens.filter((each) => !each.startsWith('\x1b[<')).join('');
        expect(split(pieces)).toEqual({ ...split([input]), keys });
      }),
    );
  });
});
