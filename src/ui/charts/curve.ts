import { plot } from 'asciichart';
import { rowOf, type Scale } from './scale.ts';

/** How the line of a curve looks, so that several are told apart without colour. */
export type Stroke = 'solid' | 'dotted';

/**
 * A curve as `rows` strings of one character per value, drawn by asciichart. Gaps (NaN, infinities) stay blank. asciichart by itself
 * throws on NaN, collapses a constant series to one row and rounds the number of rows, so it is given whole rows, one gapless run at a time.
 */
export function curve(values: readonly number[], scale: Scale, rows: number, stroke: Stroke = 'solid'): string[] {
  const grid = Array.from({ length: rows }, () => new Array<string>(values.length).fill(' '));
  for (const run of gaplessRuns(values)) {
    const heights = run.values.map((value) => rows - 1 - rowOf(value, scale, rows));
    drawRun(heights, rows).forEach((text, row) => {
      grid[row]?.splice(run.start, text.length, ...text);
    });
  }
  const texts = grid.map((cells) => cells.join(''));
  return stroke === 'solid' ? texts : texts.map(dotted);
}

/** Dots keep a curve apart from a solid one without colour. */
function dotted(text: string): string {
  return text
    .replace(/─/g, '┈')
    .replace(/│/g, '┊')
    .replace(/[╭╮╰╯]/g, '·');
}

/** asciichart draws n-1 columns for n values, so the first value goes in twice; its own axis in column 0 and its blank last column are cut off. */
function drawRun(heights: readonly number[], rows: number): string[] {
  const first = heights[0] ?? 0;
  const config = { min: 0, max: Math.max(1, rows - 1), height: Math.max(1, rows - 1), offset: 1, format: () => ' ' };
  const lines = plot([first, ...heights], config).split('\n');
  return lines.slice(-rows).map((text) => text.slice(1, 1 + heights.length));
}

function gaplessRuns(values: readonly number[]): { start: number; values: number[] }[] {
  const runs: { start: number; values: number[] }[] = [];
  let open: { start: number; values: number[] } | undefined;
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      open = undefined;
      return;
    }
    if (!open) {
      open = { start: index, values: [] };
      runs.push(open);
    }
    open.values.push(value);
  });
  return runs;
}
