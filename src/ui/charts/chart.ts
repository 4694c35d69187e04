import { asciiLine } from '../text/ascii.ts';
import { fitText } from '../text/cell-width.ts';
import { type Line, mergeSpans, type Span, span } from '../text/line.ts';
import type { Tone } from '../theme/tone.ts';
import { brailleCurve, dotsAcross } from './braille-curve.ts';
import { curve, type Stroke } from './curve.ts';
import { rowOf, type Scale } from './scale.ts';

export interface ChartCurve {
  /** One value per column, or two per column in braille; NaN is a gap. */
  readonly values: readonly number[];
  readonly tone: Tone;
  readonly stroke?: Stroke;
}

/** What charts are drawn with: lines, braille dots at twice the columns and four times the rows, or what every terminal has. */
export type ChartStyle = 'line' | 'braille' | 'ascii';

export interface ChartRule {
  readonly value: number;
  readonly tone: Tone;
  /** Written at the right end of the line, where there is room. */
  readonly label: string;
}

export interface ChartRequest {
  readonly columns: number;
  readonly rows: number;
  readonly scale: Scale;
  /** Text of a tick. */
  readonly label: (value: number) => string;
  /** Cells of the labels; fixed, so that the plot does not shift when values grow. */
  readonly labelWidth: number;
  readonly style?: ChartStyle;
  /** Drawn in order: a later curve covers an earlier one. */
  readonly curves: readonly ChartCurve[];
  readonly rules?: readonly ChartRule[];
  /** Lowest and highest per column, drawn as a shade behind the curves. */
  readonly band?: { readonly low: readonly number[]; readonly high: readonly number[]; readonly tone: Tone };
}

/** Columns left for the plot beside labels and axis. */
export function plotColumns(columns: number, labelWidth: number): number {
  return Math.max(1, columns - labelWidth - 2);
}

/** A chart's plot with its value axis: `rows` lines of `columns` cells. */
export function chart(request: ChartRequest): readonly Line[] {
  const { rows, scale, labelWidth } = request;
  const width = plotColumns(request.columns, labelWidth);
  const grid = Array.from({ length: rows }, () => Array.from({ length: width }, () => span(' ')));
  drawBand(grid, request);
  for (const rule of request.rules ?? []) drawRule(grid, rule, scale);
  for (const each of request.curves) {
    drawn(each, request, width).forEach((text, row) => {
      [...text].forEach((character, column) => {
        if (character !== ' ') put(grid, row, column, span(character, each.tone));
      });
    });
  }
  for (const rule of request.rules ?? []) labelRule(grid, rule, scale);
  const ticks = new Map(scale.ticks.map(({ row, value }) => [row, request.label(value)]));
  const lines = grid.map((cells, row): Line => {
    const tick = ticks.get(row);
    return [
      span(fitText(tick ?? '', labelWidth, 'right'), 'muted'),
      span(tick === undefined ? ' │' : ' ┤', 'chrome'),
      ...mergeSpans(cells),
    ];
  });
  return request.style === 'ascii' ? lines.map(asciiLine) : lines;
}

function drawn({ values, stroke }: ChartCurve, { style, scale, rows }: ChartRequest, width: number): readonly string[] {
  if (style === 'braille' && stroke !== 'dotted') return brailleCurve(values.slice(-width * dotsAcross), scale, rows);
  return curve(values.slice(-width), scale, rows, stroke);
}

function drawBand(grid: Span[][], { band, scale, rows }: ChartRequest): void {
  if (!band) return;
  band.high.forEach((high, column) => {
    const low = band.low[column];
    if (low === undefined || !Number.isFinite(high) || !Number.isFinite(low)) return;
    for (let row = rowOf(high, scale, rows); row <= rowOf(low, scale, rows); row++) {
      put(grid, row, column, span('░', band.tone));
    }
  });
}

function drawRule(grid: Span[][], rule: ChartRule, scale: Scale): void {
  const cells = grid[rowOf(rule.value, scale, grid.length)];
  cells?.forEach((cell, column) => {
    if (cell.text === ' ') cells[column] = span('┄', rule.tone);
  });
}

/** The name of a line stands over a quiet stretch of it: at the right end, else at the left one. */
function labelRule(grid: Span[][], rule: ChartRule, scale: Scale): void {
  const cells = grid[rowOf(rule.value, scale, grid.length)];
  const text = ` ${rule.label} `;
  if (!cells || text.length + 4 > cells.length) return;
  const places = [cells.length - text.length - 1, 1];
  const quiet = places.find((start) => cells.slice(start, start + text.length).every((cell) => cell.text === '┄'));
  if (quiet === undefined) return;
  cells.splice(quiet, text.length, ...[...text].map((character) => span(character, rule.tone)));
}

function put(grid: Span[][], row: number, column: number, cell: Span): void {
  const cells = grid[row];
  if (cells && column < cells.length) cells[column] = cell;
}
