import type { SessionState } from '../../../session/state.ts';
import { chart, plotColumns } from '../../charts/chart.ts';
import { hiddenExtremes, resample, stepSamples, windowSince } from '../../charts/resample.ts';
import { niceScale } from '../../charts/scale.ts';
import { timeAxis } from '../../charts/time-axis.ts';
import type { Autoscaler } from '../../facts/autoscalers.ts';
import type { AttributedRescale } from '../../facts/rescales.ts';
import type { Line } from '../../text/line.ts';
import type { PaneRequest } from '../pane.ts';

const labelWidth = 3;
const axisRows = 2;
/** Below this a chart says less than the numbers beside it. */
export const smallestChart = 3 + axisRows;

export interface ReplicaChartRequest {
  readonly path: NonNullable<ReturnType<SessionState['replicaPaths']['get']>>;
  readonly rescales: readonly AttributedRescale[];
  readonly autoscalers: readonly Autoscaler[];
  readonly actStartMs?: number;
}

/** spec.replicas over time, between the lowest minimum and the highest maximum of its autoscalers, with a mark where it was changed. */
export function replicaChart(data: ReplicaChartRequest, request: PaneRequest, rows: number): readonly Line[] {
  const { columns, now, openedAt, windowMs } = request;
  const window = windowSince(openedAt, now, windowMs, plotColumns(columns, labelWidth));
  const samples = stepSamples(data.path);
  const values = resample(samples, window, Number.POSITIVE_INFINITY);
  const max = Math.max(0, ...data.autoscalers.map((autoscaler) => autoscaler.max));
  const min = Math.min(...data.autoscalers.map((autoscaler) => autoscaler.min));
  const plotRows = rows - axisRows;
  const bounds = data.autoscalers.length > 0;
  return [
    ...chart({
      columns,
      rows: plotRows,
      scale: niceScale({ values: [...values, max], rows: plotRows, integer: true }),
      label: String,
      labelWidth,
      curves: [{ values, tone: 'title' }],
      band: { ...hiddenExtremes(samples, window), tone: 'title' },
      rules: bounds
        ? [
            { value: max, tone: 'chrome', label: `max ${max}` },
            { value: min, tone: 'chrome', label: `min ${min}` },
          ]
        : [],
    }),
    ...timeAxis({
      window,
      labelWidth,
      marks: data.rescales.map(({ at, from, to, by }) => ({
        at,
        character: to > from ? '▲' : '▼',
        tone: by ?? 'muted',
      })),
      ...(data.actStartMs !== undefined && { actStartMs: data.actStartMs }),
    }),
  ];
}
