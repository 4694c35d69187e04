import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { narrowWidth } from '../../../scripts/faster-ink/narrow-text.ts';
import { fasterStringWidth } from '../../../scripts/faster-ink/string-width.ts';
import { row } from './texts.ts';

const faster = fasterStringWidth(stringWidth);

test('every character that counts as narrow takes one cell, alone and between others', () => {
  const narrow = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
    (character) => narrowWidth(character) === 1,
  );
  expect(narrow.length).toBeGreaterThan(1000);
  expect(narrow.filter((character) => stringWidth(`x${character}${character}x`) !== 4)).toEqual([]);
});

test('any text is as wide as the original says, the second time as well', () => {
  fc.assert(
    fc.property(row, (text) => {
      expect([faster(text), faster(text)]).toEqual([stringWidth(text), stringWidth(text)]);
    }),
  );
});

test('options are obeyed', () => {
  const coloured = '\u001B[31mred\u001B[39m';
  expect(faster(coloured)).toBe(3);
  expect(faster(coloured, { countAnsiEscapeCodes: true })).toBe(stringWidth(coloured, { countAnsiEscapeCodes: true }));
});
