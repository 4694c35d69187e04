import fc from 'fast-check';

/** Pieces of which rows are made: what Harmony draws with, looks that are begun and ended, and what other programs' texts bring along. */
const parts = [
  ...['a', '10', ' ', '  ', '│', '╭─╮', '●◐', '▁▃', '⣿', '…', 'é', '→', '✓'],
  ...[
    '\u001B[31m',
    '\u001B[39m',
    '\u001B[1;38;5;203m',
    '\u001B[22m',
    '\u001B[7m',
    '\u001B[27m',
    '\u001B[44m',
    '\u001B[0m',
  ],
  ...[
    '猫',
    '👩‍👩‍👧',
    'e\u0301',
    '\u00ad',
    '\u200b',
    '⚠\ufe0f',
    'ﾊﾞ',
    '\u001B]8;;https://example.invalid\u0007',
    '\u001B[38;5',
  ],
];

/** One row of the screen, as a program might draw it. */
export const row: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...parts), { maxLength: 12 })
  .map((chosen) => chosen.join(''));
