import fc from 'fast-check';
import { expect, test } from 'vitest';
import originalLineUpdate from '../../../node_modules/ink/build/line-update.js';
import { fasterLineUpdate } from '../../../scripts/faster-ink/line-update.ts';
import { row } from './texts.ts';

test('the same bytes are written as by the original, whatever a row changes into', () => {
  const faster = fasterLineUpdate(originalLineUpdate);
  fc.assert(
    fc.property(row, row, row, fc.integer({ min: 0, max: 40 }), (start, before, after, columns) => {
      const [previous, next] = [start + before, start + after];
      expect(faster(previous, next, columns)).toBe(originalLineUpdate(previous, next, columns));
    }),
    { numRuns: 2000 },
  );
});

test('a row of box drawing is left to the original no longer', () => {
  const faster = fasterLineUpdate(() => 'original');
  expect(faster('│ 1 │', '│ 2 │', 80)).toBe('\u001B[3G\u001B[K2 │');
  expect(faster('│ 1 │', '│ 猫 │', 80)).toBe('original');
});
