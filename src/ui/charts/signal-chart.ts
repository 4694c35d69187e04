import type { Line } from '../text/line.ts';
import { valueText } from '../text/numbers.ts';
import { type ChartRule, chart, plotColumns } from './chart.ts';
import { resample, type Samples, windowSince } from './resample.ts';
import { niceScale } from './scale.ts';
import { timeAxis } from './time-axis.ts';

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
}

const labelWidth = 5;
const axisRows = 2;

/** A signal over time with its target and limit. Without room for an axis of time the plot takes all rows. */
export function signalChart(request: SignalChartRequest): readonly Line[] {
  const { columns, rows, now, openedAt, windowMs, unit } = request;
  if (rows < 2) return [];
  const window = windowSince(openedAt, now, windowMs, plotColumns(columns, labelWidth));
  const values = resample(request.samples, window, request.holdMs);
  const withAxis = rows >= 3 + axisRows;
  const plotRows = withAxis ? rows - axisRows : rows;
  const plot = chart({
    columns,
    rows: plotRows,
    scale: niceScale({ values: [...values, ...request.rules.map(({ value }) => value)], rows: plotRows }),
    label: (value) => valueText(value, unit),
    labelWidth,
    curves: [{ values, tone: 'signal' }],
    rules: request.rules,
  });
  if (!withAxis) return plot;
  const { actStartMs } = request;
  return [...plot, ...timeAxis({ window, labelWidth, ...(actStartMs !== undefined && { actStartMs }) })];
}
