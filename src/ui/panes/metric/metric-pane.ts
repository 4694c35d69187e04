import type { MetricSignal } from '../../../scenario/model.ts';
import type { SeriesState, SessionState } from '../../../session/state.ts';
import { signalChart } from '../../charts/signal-chart.ts';
import { latestValue, samplesOf } from '../../facts/series.ts';
import { signalInUse } from '../../facts/signal-in-use.ts';
import { type Line, lineWidth, type Span, span } from '../../text/line.ts';
import { styleOf } from '../chart-style.ts';
import { faceOf, staleAfterMs } from '../face.ts';
import type { Pane, PaneRequest } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { type MetricView, metricView } from './metric-view.ts';
import { rawLines } from './raw-lines.ts';

type Slice = Pick<SessionState, 'series' | 'sources' | 'hpas' | 'scaledObjects'> & {
  readonly actStartedAt: number | undefined;
};

/** One metric as the autoscalers see it: its curve and target, its value now, and its spread over the pods. */
export const metricPane: Pane<Slice> = {
  name: 'Metric',
  hasDetails: true,
  select: (state) => ({
    series: state.series,
    sources: state.sources,
    hpas: state.hpas,
    scaledObjects: state.scaledObjects,
    actStartedAt: state.director.actStartedAt,
  }),
  content(slice, request) {
    const signal = shownSignal(slice, request);
    if (!signal) return { face: { kind: 'empty', text: 'This scenario names no metric.' } };
    // The layout chooses what is shown at first, and Enter shows the other.
    const isRaw = (request.options.view === 'raw') !== (request.details === true);
    const series = slice.series.get(signal.id);
    const raw = scrolledRows(
      rawLines(signal, series?.latest?.parts, latestValue(series), request.columns),
      request.scroll,
      request.rows,
    );
    const face = faceOf(
      {
        source: slice.sources.get(`metric:${signal.id}`),
        now: request.now,
        waitingFor: signal.title,
        hasData: series?.latest !== undefined,
        staleAfterMs: staleAfterMs(signal.everySeconds),
        emptyText: `${signal.title} has no value yet.`,
      },
      () => (isRaw ? raw.lines : chartLines(slice, signal, request)),
    );
    const { metrics } = request.scenario.signals;
    return {
      subject: signal.title,
      face,
      ...(metrics.length > 1 && { note: `${metrics.indexOf(signal) + 1}/${metrics.length}` }),
      ...(isRaw && { scrollLimit: raw.scrollLimit }),
    };
  },
};

/** The signal the layout fixes, else the one autoscalers read, else the first; stepped on as the reader asked. */
function shownSignal(slice: Slice, { scenario, options, step }: PaneRequest): MetricSignal | undefined {
  const { metrics } = scenario.signals;
  const chosen = metrics.find(({ id }) => id === options.signal) ?? signalInUse(slice, scenario);
  const start = chosen ? metrics.indexOf(chosen) : 0;
  const index = (start + step) % Math.max(1, metrics.length);
  return metrics.at(index);
}

function chartLines(slice: Slice, signal: MetricSignal, request: PaneRequest): readonly Line[] {
  const { columns, rows, now, windowMs } = request;
  const words = summaryLines(slice.series.get(signal.id), signal, columns);
  const plot = signalChart({
    samples: samplesOf(slice.series, signal.id),
    unit: signal.unit,
    rules: [
      ...(signal.target === undefined ? [] : [{ value: signal.target, tone: 'target' as const, label: 'target' }]),
      ...(signal.sla === undefined ? [] : [{ value: signal.sla, tone: 'stale' as const, label: 'limit' }]),
    ],
    now,
    openedAt: request.openedAt,
    windowMs,
    holdMs: staleAfterMs(signal.everySeconds),
    columns,
    rows: rows - words.length,
    ...styleOf(request.options),
    ...(slice.actStartedAt !== undefined && { actStartMs: slice.actStartedAt }),
  });
  return [...words, ...plot];
}

/** The value now against its target, and the spread: in one row, or in two where one is too narrow. */
function summaryLines(series: SeriesState | undefined, signal: MetricSignal, columns: number): readonly Line[] {
  const view = metricView(signal, series);
  const value = valueLine(view, columns);
  if (!view.spread) return [value];
  const { low, bars: allBars, median, high } = view.spread;
  const room = columns - `per pod ${low}  ${high}`.length;
  const bars = allBars.slice(-Math.max(1, room));
  const spread = [span('per pod ', 'muted'), span(`${low} `), span(bars, 'signal'), span(` ${high}`)];
  const withMedian = [...spread, span('  median ', 'muted'), span(median)];
  const forms = [[[...value, span('   '), ...withMedian]], [[...value, span('   '), ...spread]], [value, withMedian]];
  return forms.find((lines) => lines.every((row) => lineWidth(row) <= columns)) ?? [value, spread];
}

/** The longest form that fits: without the unit, and with a sign for a word. */
function valueLine({ now, bare, target, above }: MetricView, columns: number): Line {
  const aim = (words: string): Span[] => (target === undefined ? [] : [span(words, 'muted'), span(target, 'target')]);
  const form = (value: string, words: string): Span[] => [
    span('now ', 'muted'),
    span(value, undefined, true),
    ...aim(words),
  ];
  const forms = [form(now, above ? ' ▲ above ' : ' of '), form(now, above ? ' ▲ ' : ' of ')];
  return forms.find((line) => lineWidth(line) <= columns) ?? form(bare, above ? ' ▲ ' : ' of ');
}
