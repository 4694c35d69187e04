import { describe, expect, test } from 'vitest';
import { tabbed } from '../../src/report/evidence/tab-writer.ts';

const describeStops = { minWidth: 0, padding: 2 };

describe('aligned as by text/tabwriter', () => {
  test.each<[string, string, string]>([
    ['a column is as wide as its widest cell', 'a\tb\nlonger\tc', 'a       b\nlonger  c'],
    ['a line without tabs ends a block', 'a\tb\nmiddle of it all\nccc\td', 'a  b\nmiddle of it all\nccc  d'],
    ['what follows the last tab aligns nothing', 'a\tb is long\nc\td', 'a  b is long\nc  d'],
    ['an empty cell takes the width of its column', 'key:\tone\n\ttwo', 'key:  one\n      two'],
    ['an inner column ends where a line has none', 'a\tb\tc\nd\te\nf\tgg\th', 'a  b  c\nd  e\nf  gg  h'],
    ['characters count, not bytes', 'é\tx\nab\ty', 'é   x\nab  y'],
  ])('%s', (_rule, text, expected) => {
    expect(tabbed(text, describeStops)).toBe(expected);
  });

  test('a column of a table has a least width', () => {
    expect(tabbed('A\tB\n1\t2', { minWidth: 6, padding: 3 })).toBe('A     B\n1     2');
  });
});
