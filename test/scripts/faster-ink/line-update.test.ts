import headless from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import originalLineUpdate from '../../../node_modules/ink/build/line-update.js';
import { fasterLineUpdate } from '../../../scripts/faster-ink/line-update.ts';
import { narrowWidth } from '../../../scripts/faster-ink/narrow-text.ts';
import { row } from './texts.ts';

const columns = 40;
const faster = fasterLineUpdate(originalLineUpdate);

/** A terminal to which the rows were written one below the other, each as the texts for it in their order. */
async function drawn(rows: readonly (readonly string[])[]): Promise<readonly string[]> {
  const terminal = new headless.Terminal({ cols: columns, rows: rows.length, allowProposedApi: true });
  const text = rows.map((texts, index) => texts.map((each) => `\u001B[${index + 1};1H${each}`).join('')).join('');
  await new Promise<void>((resolve) => terminal.write(`${text}\u001B[0m`, resolve));
  const shown = rows.map((_, index) => cellsOf(terminal, index));
  terminal.dispose();
  return shown;
}

/** A row of cells in words: what they hold, and the looks of those that show them. */
function cellsOf(terminal: InstanceType<typeof headless.Terminal>, index: number): string {
  const line = terminal.buffer.active.getLine(index);
  return Array.from({ length: columns }, (_, column) => {
    const cell = line?.getCell(column);
    if (!cell) return '';
    const characters = cell.getChars() || ' ';
    const background = `${cell.getBgColorMode()}.${cell.getBgColor()}.${cell.isInverse()}.${cell.isUnderline()}`;
    const seesInk = characters !== ' ' || cell.isInverse() !== 0;
    const ink = seesInk ? `${cell.getFgColorMode()}.${cell.getFgColor()}.${cell.isBold()}.${cell.isDim()}` : '';
    return `${characters}${background}${ink}`;
  }).join('|');
}

const looks = ['31', '1;38;5;203', '7', '1;97;41', '38;2;95;175;255', '44', '4'];
/** Panes side by side: stretches in looks of their own, blanks between them. */
const paneRow: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom('', ...looks), fc.constantFrom('│', ' ', 'KEDA 10', '●●◐', '─────', '    ')), {
    maxLength: 9,
  })
  .map((parts) => parts.map(([look, text]) => (look === '' ? text : `\u001B[${look}m${text}\u001B[0m`)).join(''));

describe('the update of a row', () => {
  test.each([
    ['panes side by side', paneRow, 600],
    ['anything a program might draw', row, 5000],
  ])('of %s leads to the screen that writing all of it leads to', async (_, arbitrary, numRuns) => {
    const pairs = fc
      .sample(fc.tuple(arbitrary, arbitrary, arbitrary), { numRuns, seed: 7 })
      .flatMap(([start, before, after]): readonly (readonly [string, string])[] => [
        [start + before, start + after],
        [before + start, after + start],
      ]);
    const ended = pairs.map(([before, after]) => [`${before}\u001B[0m`, `${after}\u001B[0m`] as const);
    // A row that is wider than the terminal would be written over the next one.
    const fitting = ended.filter((pair) => pair.every((text) => (narrowWidth(text) ?? columns + 1) <= columns));
    const updated = await drawn(fitting.map(([before, after]) => [before, faster(before, after, columns)]));
    expect(updated).toEqual(await drawn(fitting.map(([, after]) => [after])));
    expect(fitting.length).toBeGreaterThan(200);
  });

  test('never takes more bytes than what the original writes', () => {
    fc.assert(
      fc.property(row, row, row, fc.integer({ min: 0, max: 40 }), (start, before, after, width) => {
        const [previous, next] = [start + before, start + after];
        expect(faster(previous, next, width).length).toBeLessThanOrEqual(
          originalLineUpdate(previous, next, width).length,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('of wide or unknown text is left to the original', () => {
    const named = fasterLineUpdate(() => 'original');
    expect(named('│ 1 │', '│ 猫 │', 80)).toBe('original');
    expect(named('│ 1 │', '│ 2 │', 3)).toBe('original');
  });

  test('jumps over what stays between two changes, and writes what is near as one', () => {
    const between = '─'.repeat(20);
    expect(faster(`1 ${between} 1 `, `2 ${between} 2 `, 80)).toBe('\u001B[1G2\u001B[24G2');
    expect(faster('ages 1s, 1m', 'ages 2s, 2m', 80)).toBe('\u001B[6G2s, 2');
  });

  test('erases what was there beyond the new end, and puts looks back', () => {
    expect(faster('0123456789', '0', 80)).toBe('\u001B[2G\u001B[K');
    expect(faster('│ 1        │', '│ \u001B[31m2\u001B[39m        │', 80)).toBe('\u001B[3G\u001B[31m2\u001B[m');
  });
});
