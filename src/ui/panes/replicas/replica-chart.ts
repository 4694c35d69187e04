import type { Mode } from '../../../scenario/model.ts';
import type { SessionState } from '../../../session/state.ts';
import { dotsAcross } from '../../charts/braille-curve.ts';
import { type ChartCurve, type ChartStyle, chart, plotColumns } from '../../charts/chart.ts';
import { type ModeBand, modeStrip } from '../../charts/mode-strip.ts';
import { hiddenExtremes, resample, shifted, stepSamples } from '../../charts/resample.ts';
import { niceScale } from '../../charts/scale.ts';
import { timeAxis } from '../../charts/time-axis.ts';
import { type TimeWindow, windowSince } from '../../charts/time-window.ts';
import type { Autoscaler } from '../../facts/autoscalers.ts';
import type { AttributedRescale } from '../../facts/rescales.ts';
import { asciiLine } from '../../text/ascii.ts';
import type { Line } from '../../text/line.ts';
import type { PaneRequest } from '../pane.ts';
import type { ActBefore } from './act-before.ts';
import { markedRows } from './rescale-marks.ts';

const labelWidth = 3;
const axisRows = 2;
/** Below this a chart says less than the numbers beside it. */
export const smallestChart = 3 + axisRows;
/** From here on there are rows to say which mode held when, and then to give each autoscaler's marks one of their own. */
const rowsWithModes = smallestChart + 2;
const rowsWithMarks = smallestChart + 6;

export interface ReplicaChartRequest {
  readonly path: NonNullable<ReturnType<SessionState['replicaPaths']['get']>>;
  readonly rescales: readonly AttributedRescale[];
  readonly autoscalers: readonly Autoscaler[];
  readonly modes: SessionState['modes'];
  readonly style?: ChartStyle;
  readonly actStartMs?: number;
  /** The act to compare the present one with; the chart then begins where the present one does. */
  readonly before?: ActBefore;
}

const modeTones = { conflict: 'conflict', calm: 'good', neutral: 'muted' } as const;

/**
 * spec.replicas over time, between the lowest minimum and the highest maximum of its autoscalers, with a mark where one of them changed it
 * and the modes it happened in; behind it the curve of the act before.
 */
export function replicaChart(data: ReplicaChartRequest, request: PaneRequest, rows: number): readonly Line[] {
  const { columns, scenario } = request;
  const window = windowOf(data, request, plotColumns(columns, labelWidth));
  const { style = 'line' } = data;
  const samples = stepSamples(data.path);
  const fine = style === 'braille' ? { ...window, columns: window.columns * dotsAcross } : window;
  const values = resample(samples, fine, Number.POSITIVE_INFINITY);
  const ghost = ghostOf(data, window);
  const max = Math.max(0, ...data.autoscalers.map((autoscaler) => autoscaler.max));
  const min = Math.min(...data.autoscalers.map((autoscaler) => autoscaler.min));
  const hasStrip = rows >= rowsWithModes && scenario.modes.length > 0;
  const strip = hasStrip ? [modeStrip(bandsOf(data.modes, scenario.modes), window, labelWidth)] : [];
  const marks = markedRows(data.rescales, window, labelWidth, rows >= rowsWithMarks);
  const plotRows = rows - axisRows - strip.length - marks.rows.length;
  const lines = [
    ...strip,
    ...chart({
      columns,
      rows: plotRows,
      scale: niceScale({
        values: [...values, ...ghost.flatMap((curve) => curve.values), max],
        rows: plotRows,
        integer: true,
      }),
      label: String,
      labelWidth,
      style,
      curves: [...ghost, { values, tone: 'title' }],
      band: { ...hiddenExtremes(samples, window), tone: 'title' },
      rules:
        data.autoscalers.length > 0
          ? [
              { value: max, tone: 'chrome', label: `max ${max}` },
              { value: min, tone: 'chrome', label: `min ${min}` },
            ]
          : [],
    }),
    ...marks.rows,
    ...timeAxis({
      window,
      labelWidth,
      marks: marks.onAxis,
      ...(data.actStartMs !== undefined && { actStartMs: data.actStartMs }),
    }),
  ];
  return style === 'ascii' ? lines.map(asciiLine) : lines;
}

/** Beside another act the present one is seen from its beginning, and for as long as that one took. */
function windowOf({ actStartMs, before }: ReplicaChartRequest, request: PaneRequest, columns: number): TimeWindow {
  const { now, openedAt, windowMs } = request;
  if (actStartMs === undefined || before === undefined) return windowSince(openedAt, now, windowMs, columns);
  const window = windowSince(actStartMs, now, windowMs, columns);
  const lengthMs = Math.min(windowMs, before.lengthMs);
  return window.fromMs === actStartMs && window.toMs - window.fromMs < lengthMs
    ? { ...window, toMs: actStartMs + lengthMs }
    : window;
}

function ghostOf({ path, actStartMs, before }: ReplicaChartRequest, window: TimeWindow): readonly ChartCurve[] {
  if (actStartMs === undefined || before === undefined) return [];
  const byMs = actStartMs - before.startedAt;
  const whole = { ...window, nowMs: Math.min(window.toMs, actStartMs + before.lengthMs) };
  const values = resample(shifted(stepSamples(path), byMs), whole, Number.POSITIVE_INFINITY);
  return [{ values, tone: 'chrome', stroke: 'dotted' }];
}

/** Stretches of modes; one that is still being applied counts from when it began to be. */
function bandsOf(entered: SessionState['modes'], modes: readonly Mode[]): readonly ModeBand[] {
  const bands: ModeBand[] = [];
  for (const { mode, at } of entered) {
    const known = modes.find(({ id }) => id === mode);
    const title = known?.title ?? mode;
    if (bands.at(-1)?.title !== title) bands.push({ at, title, tone: modeTones[known?.colour ?? 'neutral'] });
  }
  return bands;
}
