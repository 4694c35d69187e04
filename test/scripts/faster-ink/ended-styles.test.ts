import { expect, test } from 'vitest';
import { endsItsStyles } from '../../../scripts/faster-ink/ended-styles.ts';

test.each([
  ['plain', true],
  ['\u001B[31mred\u001B[39m', true],
  ['\u001B[1;38;5;203mbold red\u001B[22m\u001B[39m', true],
  ['\u001B[48;2;1;2;3;7mon a colour, inverse\u001B[27;49m', true],
  ['\u001B[38;5;1mred 1 is not bold\u001B[39m', true],
  ['\u001B[31mred', false],
  ['\u001B[1;31mbold red\u001B[39m', false],
  ['ends what it has not begun\u001B[39m', false],
  ['\u001B[41mwrong end\u001B[39m', false],
  ['\u001B[31mreset, which Ink spells out\u001B[0m', false],
  ['\u001B[38mno colour\u001B[39m\u001B[53moverlined', false],
])('%j ends its styles: %s', (text, expected) => {
  expect(endsItsStyles(text)).toBe(expected);
});
