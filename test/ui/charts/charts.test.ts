import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { blockDigits } from '../../../src/ui/charts/block-digits.ts';
import { chart, plotColumns } from '../../../src/ui/charts/chart.ts';
import { curve } from '../../../src/ui/charts/curve.ts';
import { progressBar } from '../../../src/ui/charts/progress-bar.ts';
import { countPerColumn, hiddenExtremes, resample, shifted, stepSamples } from '../../../src/ui/charts/resample.ts';
import { niceScale, rowOf } from '../../../src/ui/charts/scale.ts';
import { sparkline } from '../../../src/ui/charts/sparkline.ts';
import { timeAxis } from '../../../src/ui/charts/time-axis.ts';
import { columnOf, windowSince } from '../../../src/ui/charts/time-window.ts';
import { lineWidth, plain } from '../../../src/ui/text/line.ts';

const { NaN: gap, POSITIVE_INFINITY: infinity } = Number;

describe('a scale', () => {
  test('counts replicas in whole numbers', () => {
    for (const rows of [3, 5, 7, 12, 30]) {
      const { ticks, max } = niceScale({ values: [1, 4, 10], rows, integer: true });
      expect(max).toBe(10);
      expect(ticks.every(({ value }) => Number.isInteger(value))).toBe(true);
    }
  });

  test('ends at a round number above the highest value, and starts at zero', () => {
    expect(niceScale({ values: [0.012, 0.036], rows: 9 })).toMatchObject({ min: 0, max: 0.04 });
    expect(niceScale({ values: [6213], rows: 9 })).toMatchObject({ min: 0, max: 8000 });
  });

  test('survives nothing, constants, gaps and infinities', () => {
    for (const values of [[], [0, 0], [gap, infinity], [5, 5, gap]]) {
      const { min, max } = niceScale({ values, rows: 6 });
      expect(max).toBeGreaterThan(min);
      expect(Number.isFinite(max - min)).toBe(true);
    }
  });

  test('gives every tick a row of its own', () => {
    for (let rows = 2; rows < 40; rows++) {
      const { ticks } = niceScale({ values: [10], rows, integer: true });
      expect(new Set(ticks.map(({ row }) => row)).size).toBe(ticks.length);
      expect(ticks.every(({ row }) => row >= 0 && row < rows)).toBe(true);
    }
  });

  test('puts values outside of it on its edges', () => {
    const scale = niceScale({ values: [10], rows: 5 });
    expect(rowOf(99, scale, 5)).toBe(0);
    expect(rowOf(-3, scale, 5)).toBe(4);
  });
});

describe('a curve', () => {
  const scale = { min: 0, max: 10, ticks: [] };

  test.each([
    ['a constant', [5, 5, 5, 5]],
    ['gaps', [1, gap, gap, 9]],
    ['only gaps', [gap, gap, gap, gap]],
    ['infinities', [1, infinity, -infinity, 2]],
    ['values outside of the scale', [-5, 50, 0, 10]],
    ['a single value', [3]],
    ['nothing', []],
  ])('of %s has all its rows and columns', (_, values) => {
    for (const rows of [1, 2, 5, 11]) {
      const drawn = curve(values, scale, rows);
      expect(drawn.map((row) => row.length)).toEqual(new Array(rows).fill(values.length));
    }
  });

  test('rises where values rise, and leaves gaps blank', () => {
    expect(curve([0, 0, 10, 10, gap, 0], scale, 3)).toEqual(['  ╭─  ', '  │   ', '──╯  ─']);
  });
});

describe('resampling', () => {
  const window = { fromMs: 0, toMs: 10_000, columns: 5 };

  test('takes the last sample of each column and holds it for a while', () => {
    const path = stepSamples([
      { at: epochMs(-5000), replicas: 1 },
      { at: epochMs(3000), replicas: 4 },
      { at: epochMs(3500), replicas: 8 },
    ]);
    expect(resample(path, window, infinity)).toEqual([1, 8, 8, 8, 8]);
    expect(resample(path, window, 1000)).toEqual([gap, 8, 8, gap, gap]);
  });

  test('tells of dips and peaks that come and go within one column', () => {
    const path = [1, 8, 4, 8, 8].map((replicas, index) => ({
      at: epochMs([-1, 1, 2100, 2200, 9000][index] ?? 0),
      replicas,
    }));
    const { low, high } = hiddenExtremes(stepSamples(path), window);
    expect(low).toEqual([gap, 4, gap, gap, gap]);
    expect(high).toEqual([gap, 8, gap, gap, gap]);
  });

  test('finds nothing in an empty series', () => {
    expect(resample(stepSamples([]), window, infinity)).toEqual([gap, gap, gap, gap, gap]);
  });

  test('places moments in columns', () => {
    expect([0, 1999, 2000, 10_000, 10_001, -1].map((at) => columnOf(at, window))).toEqual([
      0,
      0,
      1,
      4,
      undefined,
      undefined,
    ]);
    expect(countPerColumn([0, 100, 9000, 11_000], window)).toEqual([2, 0, 0, 0, 1]);
  });

  test('knows nothing of what is to come', () => {
    const path = stepSamples([{ at: epochMs(0), replicas: 3 }]);
    expect(resample(path, { ...window, nowMs: 4500 }, infinity)).toEqual([3, 3, 3, gap, gap]);
  });

  test('lays samples of one time over another', () => {
    const path = shifted(stepSamples([{ at: epochMs(-20_000), replicas: 3 }]), 24_000);
    expect(resample(path, window, infinity)).toEqual([gap, 3, 3, 3, 3]);
  });
});

describe('a chart', () => {
  const request = (columns: number, rows: number) => ({
    columns,
    rows,
    scale: niceScale({ values: [10], rows, integer: true }),
    label: String,
    labelWidth: 3,
    curves: [{ values: [1, 4, 10, gap, 5], tone: 'title' as const }],
    rules: [{ value: 10, tone: 'chrome' as const, label: 'max 10' }],
  });

  test('is exactly as large as asked for', () => {
    for (const [columns, rows] of [
      [10, 3],
      [60, 7],
      [120, 20],
    ] as const) {
      const lines = chart(request(columns, rows));
      expect(lines.length).toBe(rows);
      expect(new Set(lines.map(lineWidth))).toEqual(new Set([columns]));
    }
  });

  test('labels whole replicas and names its lines where it is quiet', () => {
    const text = chart(request(40, 5)).map(plain);
    expect(text[0]).toMatch(/^ 10 ┤.*max 10 ┄$/);
    expect(text[4]).toMatch(/^ {2}0 ┤/);
  });

  test('shows the spread between lowest and highest as a shade behind the curve', () => {
    const width = plotColumns(12, 3);
    const band = { low: new Array(width).fill(2), high: new Array(width).fill(8), tone: 'muted' as const };
    const text = chart({ ...request(12, 5), rules: [], curves: [], band }).map(plain);
    expect(text.map((row) => row.includes('░'))).toEqual([false, true, true, true, false]);
  });
});

describe('a time axis', () => {
  test('ends now and counts back from it in round steps', () => {
    const [rail, labels] = timeAxis({ window: { fromMs: 0, toMs: 120_000, columns: 37 }, labelWidth: 3 }).map(plain);
    expect(rail).toMatch(/^ {4}└─+┬─+┬─+┬─+┬$/);
    expect(labels?.trim()).toMatch(/^-1:30 +-1:00 +-0:30 +now$/);
  });

  test('counts from the start of the act in round steps, and says nothing before it', () => {
    const [, labels] = timeAxis({
      window: { fromMs: 0, toMs: 120_000, columns: 61 },
      labelWidth: 3,
      actStartMs: 45_000,
    });
    expect(plain(labels).trim()).toMatch(/^0:00 +0:30 +1:00 +now$/);
    expect(plain(labels).indexOf('0:00')).toBeGreaterThan(20);
  });

  test('counts back from now while the act is young', () => {
    const [, labels] = timeAxis({
      window: { fromMs: 0, toMs: 120_000, columns: 61 },
      labelWidth: 3,
      actStartMs: 100_000,
    });
    expect(plain(labels).trim()).toMatch(/^-1:30 .*now$/);
  });

  test('says where now is in a window that time has not filled', () => {
    const [, labels] = timeAxis({
      window: { fromMs: 0, toMs: 120_000, columns: 60, nowMs: 61_000 },
      labelWidth: 0,
    });
    expect(plain(labels)).toMatch(/^ +-1:00 +-0:30 +now {20,}$/);
  });

  test('keeps its words and their places while a full window slides', () => {
    const at = (now: number) =>
      plain(timeAxis({ window: windowSince(0, now, 300_000, 50), labelWidth: 3 })[1]).trimEnd();
    expect(new Set([300_000, 303_000, 306_000, 309_000, 312_000].map(at))).toEqual(new Set([at(300_000)]));
  });

  test('marks what happened in its window', () => {
    const mark = (at: number) => ({ at, character: '▲', tone: 'keda' as const });
    const [rail] = timeAxis({
      window: { fromMs: 0, toMs: 1000, columns: 20 },
      labelWidth: 1,
      marks: [mark(500), mark(5000)],
    });
    expect([...plain(rail)].filter((character) => character === '▲')).toHaveLength(1);
  });
});

test('a sparkline is as long as its values; zero is its lowest bar and a gap is blank', () => {
  expect(sparkline([0, 1, 8, gap, 4])).toBe('▁▁█ ▄');
  expect(sparkline([0, 0])).toBe('▁▁');
  expect(sparkline([4], 8)).toBe('▄');
});

test('a progress bar moves by eighths and stays within its ends', () => {
  expect(progressBar(0, 6)).toBe('▐    ▌');
  expect(progressBar(0.53125, 6)).toBe('▐██▏ ▌');
  expect(progressBar(7, 6)).toBe('▐████▌');
});

test('big digits are all equally wide', () => {
  expect(blockDigits('10', 'small')).toEqual(['▀█  █▀█', ' █  █ █', '▀▀▀ ▀▀▀']);
  expect(new Set(blockDigits('1234567890', 'large').map((row) => row.length)).size).toBe(1);
});
