import { asciiLine } from '../text/ascii.ts';
import type { Line } from '../text/line.ts';
import { valueText } from '../text/numbers.ts';
import { dotsAcross } from './braille-curve.ts';
import { type ChartRule, type ChartStyle, chart, plotColumns } from './chart.ts';
import { hiddenExtremes, resample, type Samples } from './resample.ts';
import { niceScale } from './scale.ts';
import { timeAxis } from './time-axis.ts';
import { windowSince } from './time-window.ts';

export interface SignalChartRequest {
  readonly samples: Samples;
  readonly unit: string;
  readonly rules: readonly ChartRule[];
  readonly now: number;
  readonly openedAt: number;
  readonly windowMs: number;
  /** How long a sample stands for the present. */
  readonly holdMs: number;
  readonly columns: number;
  readonly rows: number;
  readonly actStartMs?: number;
  readonly style?: ChartStyle;
}

const labelWidth = 5;
const axisRows = 2;

/**
 * A signal over time with its target and limit, and a shade where it went further within a column than its curve tells. Without room for an
 * axis of time the plot takes all rows.
 */
export function signalChart(request: SignalChartRequest): readonly Line[] {
  const { columns, rows, now, openedAt, windowMs, unit, samples, style = 'line' } = request;
  if (rows < 2) return [];
  const window = windowSince(openedAt, now, windowMs, plotColumns(columns, labelWidth));
  const fine = style === 'braille' ? { ...window, columns: window.columns * dotsAcross } : window;
  const values = resample(samples, fine, request.holdMs);
  const extremes = hiddenExtremes(samples, window);
  const withAxis = rows >= 3 + axisRows;
  const plotRows = withAxis ? rows - axisRows : rows;
  const plot = chart({
    columns,
    rows: plotRows,
    scale: niceScale({
      values: [...values, ...extremes.high, ...request.rules.map(({ value }) => value)],
      rows: plotRows,
    }),
    label: (value) => valueText(value, unit),
    labelWidth,
    style,
    curves: [{ values, tone: 'signal' }],
    band: { ...extremes, tone: 'signal' },
    rules: request.rules,
  });
  if (!withAxis) return plot;
  const { actStartMs } = request;
  const axis = timeAxis({ window, labelWidth, ...(actStartMs !== undefined && { actStartMs }) });
  return [...plot, ...(style === 'ascii' ? axis.map(asciiLine) : axis)];
}
