import { describe, expect, test } from 'vitest';
import { cellWidth, fitText, truncate } from '../../../src/ui/text/cell-width.ts';
import { humanDuration, stopwatch } from '../../../src/ui/text/durations.ts';
import { cutLine, fitLine, lineWidth, mergeSpans, plain, span, spreadLine } from '../../../src/ui/text/line.ts';
import { compact, milliQuantity, valueText, valueWithUnit } from '../../../src/ui/text/numbers.ts';
import { tableLines } from '../../../src/ui/text/table.ts';
import { wrapWords } from '../../../src/ui/text/wrap-words.ts';

describe('cells of a text', () => {
  test.each([
    ['plain', 5],
    ['├─●◐○◌✕▲▼█▁', 11],
    ['日本', 4],
    ['e\u0301', 1],
    ['🚀 go', 5],
    ['', 0],
  ])('%j takes %i', (text, cells) => {
    expect(cellWidth(text)).toBe(cells);
  });

  test('a cut text says so and never exceeds its width, wide characters included', () => {
    expect(truncate('meme-backend', 6)).toBe('meme-…');
    expect(truncate('日本語', 4)).toBe('日…');
    expect(fitText('日本', 5)).toBe('日本 ');
    expect(fitText('7', 3, 'right')).toBe('  7');
  });
});

describe('a line', () => {
  const spans = [span('KEDA ', 'keda'), span('wants 10')];

  test('is cut across its spans with one ellipsis', () => {
    expect(plain(cutLine(spans, 9))).toBe('KEDA wan…');
    expect(plain(cutLine(spans, 5))).toBe('KEDA…');
    expect(cutLine(spans, 13)).toBe(spans);
  });

  test('is filled to its width', () => {
    expect(lineWidth(fitLine(spans, 20))).toBe(20);
    expect(plain(spreadLine(spans, [span('now')], 20))).toBe('KEDA wants 10    now');
    expect(plain(spreadLine(spans, [span('now')], 10))).toBe('KEDA w…now');
  });

  test('joins neighbours that look alike', () => {
    expect(mergeSpans([span('a', 'keda'), span('b', 'keda'), span('c')])).toEqual([span('ab', 'keda'), span('c')]);
  });
});

describe('numbers', () => {
  test.each([
    [0, '0'],
    [0.52, '0.52'],
    [412, '412'],
    [999, '999'],
    [6213, '6.2k'],
    [9996, '10k'],
    [62_130, '62k'],
    [1_500_000, '1.5M'],
  ])('%d is compactly %s', (value, text) => {
    expect(compact(value)).toBe(text);
  });

  test.each([
    [0, '0'],
    [0.02, '20m'],
    [0.0123, '12m'],
    [0.0002, '<1m'],
    [2, '2'],
    [1.5, '1500m'],
  ])('%d cores are %s', (value, text) => {
    expect(milliQuantity(value)).toBe(text);
  });

  test('units decide the notation', () => {
    expect(valueText(64 * 1024 * 1024, 'bytes')).toBe('64Mi');
    expect(valueText(11.2, '%')).toBe('11.2%');
    expect(valueWithUnit(0.02, 'cores')).toBe('20m cores');
    expect(valueWithUnit(Number.NaN, 'cores')).toBe('–');
  });
});

describe('durations', () => {
  test.each([
    [45, '45s'],
    [119, '119s'],
    [200, '3m20s'],
    [180, '3m'],
    [1500, '25m'],
    [18_720, '5h12m'],
    [86_400, '24h'],
    [273_600, '3d4h'],
    [864_000, '10d'],
    [-5, '0s'],
  ])('%d seconds are an age of %s, as kubectl prints it', (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text);
  });

  test('a stopwatch reads minutes and seconds, and hours when there are any', () => {
    expect(stopwatch(4_900)).toBe('0:04');
    expect(stopwatch(171_000)).toBe('2:51');
    expect(stopwatch(3_723_000)).toBe('1:02:03');
  });
});

test('words are wrapped between them, and broken only when longer than a line', () => {
  expect(wrapWords('no Deployment meme-backend', 14)).toEqual(['no Deployment', 'meme-backend']);
  expect(wrapWords('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
});

test('a table moves its columns together, then drops the optional ones, first named first', () => {
  const table = (columns: number) =>
    tableLines({
      heading: ['NAME', 'READY', 'AGE'],
      rows: [[span('p1'), span('1/1'), span('10s')]],
      columns,
      optional: ['READY', 'AGE'],
    }).map(plain);
  expect(table(20)).toEqual(['NAME   READY   AGE', 'p1     1/1     10s']);
  expect(table(16)).toEqual(['NAME  READY  AGE', 'p1    1/1    10s']);
  expect(table(10)).toEqual(['NAME   AGE', 'p1     10s']);
  expect(table(5)).toEqual(['NAME', 'p1']);
});
