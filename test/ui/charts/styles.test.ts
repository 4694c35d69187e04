import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { brailleCurve } from '../../../src/ui/charts/braille-curve.ts';
import { chart } from '../../../src/ui/charts/chart.ts';
import { curve } from '../../../src/ui/charts/curve.ts';
import { modeStrip } from '../../../src/ui/charts/mode-strip.ts';
import { stepSamples } from '../../../src/ui/charts/resample.ts';
import { signalChart } from '../../../src/ui/charts/signal-chart.ts';
import { asciiText, isAsciiLocale } from '../../../src/ui/text/ascii.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';

const gap = Number.NaN;

describe('a curve in braille', () => {
  const scale = { min: 0, max: 7, ticks: [] };

  test('has four dots down and two across in a character', () => {
    expect(brailleCurve([0, 1, 2, 3, 4, 5, 6, 7], scale, 2)).toEqual(['  ⡠⠊', '⡠⠊  ']);
  });

  test('joins steps and leaves gaps blank', () => {
    expect(brailleCurve([0, 7, gap, gap, 3], scale, 2)).toEqual(['⢸  ', '⡸ ⠁']);
  });

  test('stays inside of its rows for anything', () => {
    const drawn = brailleCurve([-9, 99, gap, Number.POSITIVE_INFINITY, 3], scale, 3);
    expect(drawn.map((row) => row.length)).toEqual([3, 3, 3]);
  });
});

test('a dotted curve is told from a solid one without colour', () => {
  const scale = { min: 0, max: 10, ticks: [] };
  expect(curve([0, 0, 10, 10], scale, 3, 'dotted')).toEqual(['  ·┈', '  ┊ ', '┈┈· ']);
});

describe('a signal chart', () => {
  const samples = stepSamples(
    Array.from({ length: 120 }, (_, second) => ({ at: epochMs(second * 1000), replicas: second === 59 ? 90 : 20 })),
  );
  const draw = (style: 'line' | 'braille' | 'ascii') =>
    signalChart({
      samples,
      unit: 'messages',
      rules: [{ value: 50, tone: 'target', label: 'SLA' }],
      now: 119_000,
      openedAt: 0,
      windowMs: 300_000,
      holdMs: 5000,
      columns: 50,
      rows: 12,
      style,
    });

  test.each(['line', 'braille', 'ascii'] as const)('drawn in %s is exactly as large as asked for', (style) => {
    const lines = draw(style);
    expect(lines.length).toBe(12);
    expect(new Set(lines.map(lineWidth))).toEqual(new Set([50]));
  });

  test('shows a peak of one second that falls into a column of several', () => {
    expect(draw('line').map(plain).join('')).toContain('░');
  });

  test('in ascii holds nothing else', () => {
    expect(draw('ascii').map(plain).join('')).toMatch(/^[ -~]*$/);
  });

  test('in braille is smooth', () => {
    expect(draw('braille').map(plain).join('')).toMatch(/[⠀-⣿]{10}/);
  });
});

test('a shade reaches from lowest to highest in ascii too', () => {
  const [row] = chart({
    columns: 8,
    rows: 1,
    scale: { min: 0, max: 1, ticks: [] },
    label: String,
    labelWidth: 1,
    style: 'ascii',
    curves: [],
    band: { low: [0, 0], high: [1, 1], tone: 'muted' },
  });
  expect(row && plain(row)).toBe('  |::   ');
});

describe('the strip of modes', () => {
  const window = { fromMs: 0, toMs: 40_000, columns: 40, nowMs: 30_000 };
  const bands = [
    { at: -5000, title: 'HPA only', tone: 'muted' as const },
    { at: 15_000, title: 'Conflict', tone: 'conflict' as const },
    { at: 28_000, title: 'Harmony', tone: 'good' as const },
  ];

  test('names each stretch that has room for it, up to now', () => {
    expect(plain(modeStrip(bands, window, 3))).toBe('mode ▐HPA only ━━━━━▐Conflict ━━━▐━━         ');
  });

  test('is as wide as the plot at any time', () => {
    for (let nowMs = 0; nowMs <= 40_000; nowMs += 1000) {
      expect(lineWidth(modeStrip(bands, { ...window, nowMs }, 3))).toBe(45);
    }
  });
});

test('every sign of the screen has one of ASCII that takes the same cell', () => {
  expect(asciiText('╭─ Pods ╮ ● ◐ ✕ ▲ → … ▁▄█ ⠤ é')).toBe('.- Pods . * o x ^ > ~ _=# * ?');
});

test('text of other scripts takes as many cells as before', () => {
  expect(asciiText('猫 1')).toBe('?? 1');
});

test('a locale without UTF-8 asks for ASCII, and none says nothing', () => {
  expect(
    [{ LANG: 'C' }, { LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, { LANG: 'de_DE.ISO-8859-1' }].map(isAsciiLocale),
  ).toEqual([true, true, true]);
  expect([{}, { LANG: 'C.UTF-8' }, { LC_ALL: '', LANG: 'en_US.utf8' }].map(isAsciiLocale)).toEqual([
    false,
    false,
    false,
  ]);
});
