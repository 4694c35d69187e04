import { describe, expect, test } from 'vitest';
import { formatQuantity, quantityToNumber } from '../../../src/autoscaling/quantity/format.ts';
import { formatMilli, parseMilli } from '../../../src/autoscaling/quantity/milli.ts';
import { parseQuantity, QuantityError } from '../../../src/autoscaling/quantity/quantity.ts';

const INT64_MAX = 2n ** 63n - 1n;

describe('a quantity in thousandths', () => {
  test.each([
    ['0', 0n],
    ['1', 1000n],
    ['100m', 100n],
    ['0.5', 500n],
    ['.5', 500n],
    ['5.', 5000n],
    ['1.5Gi', 1_610_612_736_000n],
    ['1Ki', 1_024_000n],
    ['100Mi', 104_857_600_000n],
    ['1Ti', 1_099_511_627_776_000n],
    ['1Pi', 1_125_899_906_842_624_000n],
    ['2k', 2_000_000n],
    ['3M', 3_000_000_000n],
    ['1G', 10n ** 12n],
    ['1T', 10n ** 15n],
    ['1P', 10n ** 18n],
    ['1e3', 1_000_000n],
    ['1E3', 1_000_000n],
    ['1e+3', 1_000_000n],
    ['15e-1', 1500n],
    ['+7', 7000n],
    ['-7', -7000n],
    ['-0.5Ki', -512_000n],
    [' 12 ', 12_000n],
    [2, 2000n],
    [0.25, 250n],
  ])('%s is %s', (written, milli) => {
    expect(parseMilli(written)).toBe(milli);
  });

  test.each([
    ['1n', 1n],
    ['1u', 1n],
    ['1500u', 2n],
    ['0.0001', 1n],
    ['-1u', -1n],
    ['1.0001m', 2n],
  ])('finer than a thousandth is rounded away from zero: %s is %s', (written, milli) => {
    expect(parseMilli(written)).toBe(milli);
  });

  test.each([
    ['10P', INT64_MAX],
    ['1E', INT64_MAX],
    ['8Ei', INT64_MAX],
    ['1e30', INT64_MAX],
    ['-1e30', -(2n ** 63n)],
    ['9223372036854775807m', INT64_MAX],
  ])('what does not fit an int64 saturates: %s', (written, milli) => {
    expect(parseMilli(written)).toBe(milli);
  });

  test('more distinct texts than are remembered still parse', () => {
    for (let value = 0; value < 10_000; value += 1) expect(parseMilli(`${value}m`)).toBe(BigInt(value));
  });
});

describe('text that is no quantity', () => {
  test.each([
    '',
    ' ',
    'abc',
    'm',
    '.',
    '-',
    '1.2.3',
    '1,5',
    '1 Gi',
    '1Q',
    '1Gib',
    '1mi',
    '0x10',
    '--1',
    '1e',
    '1e1.5',
    '1e99999',
    'NaN',
  ])('%o is refused and named', (text) => {
    const parse = () => parseQuantity(text);
    expect(parse).toThrow(QuantityError);
    expect(parse).toThrow(expect.objectContaining({ text: text.trim() }));
  });

  test('an unknown suffix is named together with the known ones', () => {
    expect(() => parseQuantity('5Gb')).toThrow(
      `"5Gb" is not a quantity: unknown suffix 'Gb'; known are n u m k M G T P E, Ki Mi Gi Ti Pi Ei and e3`,
    );
  });
});

describe('the canonical form', () => {
  test.each([
    ['0', '0'],
    ['0Gi', '0'],
    ['-0', '0'],
    ['1.5', '1500m'],
    ['0.000001', '1u'],
    ['1500', '1500'],
    ['2000', '2k'],
    ['20000m', '20'],
    ['1000000k', '1G'],
    ['-1500m', '-1500m'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['1000Ki', '1000Ki'],
    ['1023', '1023'],
    ['0.5Ki', '512'],
    ['0.1Ki', '102400m'],
    ['1000Ei', '9223372036854775807'],
    ['1e3', '1e3'],
    ['1200e3', '1200e3'],
    ['1000e3', '1e6'],
    ['1e-3', '1e-3'],
    ['12e0', '12'],
    ['1000E', '1e21'],
  ])('%s prints as %s', (written, printed) => {
    expect(formatQuantity(parseQuantity(written))).toBe(printed);
    expect(formatQuantity(parseQuantity(printed))).toBe(printed);
  });

  test.each([
    [104_857_600_000n, '100Mi'],
    [1_024_000_000n, '1000Ki'],
    [33_333_333_666n, '33333333666m'],
    [1_000_000n, '1k'],
    [-(2n ** 63n), '-9223372036854775808m'],
  ])('%s thousandths of memory print as %s', (milli, printed) => {
    expect(formatMilli(milli, 'BinarySI')).toBe(printed);
  });
});

test.each([
  ['0', 0],
  ['0.1', 0.1],
  ['50m', 0.05],
  ['75m', 0.075],
  ['2k', 2000],
])('%s as a double is %s', (written, value) => {
  expect(quantityToNumber(parseQuantity(written))).toBe(value);
});
