import { describe, expect, test } from 'vitest';
import { parseSeconds, parseSeed, parseSpeed } from '../../src/cli/values.ts';

describe('--speed', () => {
  test.each([
    ['1', 1],
    ['10x', 10],
    ['2.5', 2.5],
    ['1000', 1000],
    ['max', 'max'],
  ])('takes %s', (text, speed) => {
    expect(parseSpeed(text)).toBe(speed);
  });

  test.each(['0', '0.5', '1001', '-1', 'fast', '', '1e2', 'NaN'])('refuses %j and says what it is', (text) => {
    expect(() => parseSpeed(text)).toThrow('It is a number from 1 to 1000, or max.');
  });
});

describe('--seed', () => {
  test.each([
    ['0', 0],
    ['42', 42],
    ['4294967295', 4294967295],
  ])('takes %s', (text, seed) => {
    expect(parseSeed(text)).toBe(seed);
  });

  test.each(['-1', '1.5', '4294967296', 'abc', ''])('refuses %j and says what it is', (text) => {
    expect(() => parseSeed(text)).toThrow('It is a whole number from 0 to 4294967295.');
  });
});

describe('--after', () => {
  test.each([
    ['0', 0],
    ['90', 90],
    ['1.5s', 1.5],
    ['86400', 86_400],
  ])('takes %s', (text, seconds) => {
    expect(parseSeconds(text)).toBe(seconds);
  });

  test.each(['-1', '86401', '1m', '', 'NaN'])('refuses %j and says what it is', (text) => {
    expect(() => parseSeconds(text)).toThrow('It is a number of seconds from 0 to 86400.');
  });
});
