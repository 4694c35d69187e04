import { describe, expect, test } from 'vitest';
import { formatTable, isMet } from '../../bench/result.ts';
import { median, percentile } from '../../bench/statistics.ts';

describe('an aim', () => {
  test.each([
    [{ below: 1.5 }, 1.5, true],
    [{ below: 1.5 }, 1.51, false],
    [{ above: 500 }, 500, true],
    [{ above: 500 }, 499, false],
  ])('%j with %d is met: %s', (aim, value, met) => {
    expect(isMet({ name: 'x', value, unit: '', aim })).toBe(met);
  });

  test('is neither met nor missed where there is none', () => {
    expect(isMet({ name: 'x', value: 1, unit: 'B' })).toBeUndefined();
  });
});

test('the table is aligned and says whether aims are met', () => {
  const table = formatTable([
    { name: 'first frame', value: 151.4, unit: 'ms', aim: { below: 200 }, note: 'median of 15' },
    { name: 'speed', value: 12.34, unit: 's/s', aim: { above: 500 } },
    { name: 'bytes', value: 3.5, unit: 'kB' },
  ]);
  expect(table.split('\n')).toEqual([
    'figure       measured  aim              note',
    'first frame  151 ms    <= 200  met      median of 15',
    'speed        12.3 s/s  >= 500  NOT MET',
    'bytes        3.50 kB',
  ]);
});

describe('percentiles', () => {
  test('are the nearest rank', () => {
    const samples = [5, 1, 4, 2, 3];
    expect(percentile(samples, 0.5)).toBe(3);
    expect(percentile(samples, 0.95)).toBe(5);
    expect(percentile(samples, 0)).toBe(1);
    expect(median([1, 2])).toBe(1);
  });

  test('need a sample', () => {
    expect(() => median([])).toThrow('a percentile of no samples');
  });
});
