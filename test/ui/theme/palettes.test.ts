import { describe, expect, test } from 'vitest';
import { nearest256 } from '../../../src/ui/theme/colour.ts';
import { sgrOf } from '../../../src/ui/theme/palette.ts';
import { palettes } from '../../../src/ui/theme/palettes.ts';
import { themeFor, themeNames } from '../../../src/ui/theme/theme.ts';
import { contrast, deuteranopeDistance } from './perception.ts';

/** Chrome may step back; everything else is text. */
const leastContrast = { 'high-contrast': { chrome: 7, text: 7 }, other: { chrome: 3, text: 4.5 } };

describe.each(palettes)('the theme $name', ({ name, background, looks }) => {
  const least = name === 'high-contrast' ? leastContrast['high-contrast'] : leastContrast.other;

  test.each(Object.entries(looks))('%s can be read', (tone, { text, fill }) => {
    const wanted = tone === 'chrome' ? least.chrome : least.text;
    expect(contrast(text[0], fill?.[0] ?? background)).toBeGreaterThanOrEqual(wanted);
  });

  test('tells the autoscalers apart', () => {
    const { keda, hpa, vpa } = looks;
    expect(new Set([keda, hpa, vpa].map(({ text }) => sgrOf({ text }, '16'))).size).toBe(3);
    expect(new Set([keda, hpa, vpa].map(({ text }) => sgrOf({ text }, '256'))).size).toBe(3);
  });
});

test.each([
  ['keda', 'hpa'],
  ['good', 'conflict'],
  ['good', 'stale'],
  ['stale', 'conflict'],
  ['keda', 'conflict'],
  ['hpa', 'conflict'],
] as const)('without green cones, %s and %s still look different in the theme deuteranopia', (one, other) => {
  const palette = palettes.find(({ name }) => name === 'deuteranopia');
  const [a, b] = [palette?.looks[one].text[0] ?? '#000000', palette?.looks[other].text[0] ?? '#000000'];
  expect(deuteranopeDistance(a, b)).toBeGreaterThan(20);
});

test('a look is written in as many colours as the terminal has', () => {
  const look = { text: ['#ffffff', 97], fill: ['#d70000', 31], bold: true } as const;
  expect(sgrOf(look, '16')).toBe('1;97;41');
  expect(sgrOf(look, '256')).toBe('1;38;5;231;48;5;160');
  expect(sgrOf(look, 'truecolor')).toBe('1;38;2;255;255;255;48;2;215;0;0');
});

test('256 colours take the nearest of cube and greys', () => {
  expect(nearest256('#5fafff')).toBe(75);
  expect(nearest256('#626262')).toBe(241);
  expect(nearest256('#e8a0d0')).toBe(182);
});

test('a theme is chosen by name, whatever the depth', () => {
  expect(themeNames).toEqual(['dark', 'light', 'high-contrast', 'deuteranopia']);
  for (const name of themeNames) expect(themeFor('256', name).name).toBe(name);
  expect(themeFor('none', 'light').name).toBe('plain');
});
