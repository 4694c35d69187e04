import type { QueueSignal } from '../../../scenario/model.ts';
import { type LagPlaces, lagPlacesOf } from '../../../session/insight/figures/lag-places.ts';
import type { SessionState } from '../../../session/state.ts';
import { signalChart } from '../../charts/signal-chart.ts';
import { samplesOf } from '../../facts/series.ts';
import { flow } from '../../text/flow.ts';
import { type Line, type Span, span } from '../../text/line.ts';
import { styleOf } from '../chart-style.ts';
import { faceOf, staleAfterMs } from '../face.ts';
import type { Pane, PaneRequest } from '../pane.ts';
import { driftView } from './drift-view.ts';
import { driftLine, sumLine } from './lag-lines.ts';
import { type QueueView, queueView } from './queue-view.ts';

interface Slice {
  readonly series: SessionState['series'];
  readonly source: ReturnType<SessionState['sources']['get']>;
  readonly places: LagPlaces | undefined;
  readonly actStartedAt: number | undefined;
}

/** What the broker holds, the lag as KEDA reads it, and when it will be empty. */
export const queuePane: Pane<Slice> = {
  name: 'Queue',
  select: (state, scenario) => ({
    series: state.series,
    source: state.sources.get(scenario.signals.queue?.id ?? ''),
    places: lagPlacesOf({ scenario, state }),
    actStartedAt: state.director.actStartedAt,
  }),
  content(slice, request) {
    const signal = request.scenario.signals.queue;
    if (!signal) return { face: { kind: 'empty', text: 'No queue: neither a scenario nor a trigger names one.' } };
    const face = faceOf(
      {
        source: slice.source,
        now: request.now,
        waitingFor: subjectOf(signal),
        hasData: slice.series.get(signal.id)?.latest !== undefined,
        staleAfterMs: staleAfterMs(signal.everySeconds),
        emptyText: `There are no numbers of ${subjectOf(signal)} yet.`,
      },
      () => queueLines(slice, signal, request),
    );
    return { subject: nameOf(signal), face };
  },
};

/** What the pane is about, in its title. */
function nameOf(signal: QueueSignal): string {
  switch (signal.kind) {
    case 'nats-jetstream':
      return signal.stream;
    case 'redis-list':
      return signal.list;
    case 'prometheus':
      return signal.title;
  }
}

function subjectOf(signal: QueueSignal): string {
  const nouns = { 'nats-jetstream': 'stream', 'redis-list': 'list', prometheus: 'query' } as const;
  return `${nouns[signal.kind]} ${nameOf(signal)}`;
}

function queueLines(slice: Slice, signal: QueueSignal, request: PaneRequest): readonly Line[] {
  const { columns, rows, now, windowMs, options } = request;
  const view = queueView(signal, slice.series);
  const drift = slice.places && driftView(slice.places, now);
  const said = wordLines(view, slice.places?.isScaledOn ?? false, columns);
  // The curve tells more than why a reader is behind, where there is no room for both.
  const words = drift && rows - said.length >= 5 ? [...said, driftLine(drift, columns)] : said;
  if (options.view === 'numbers') return words;
  const plot = signalChart({
    samples: samplesOf(slice.series, signal.id),
    unit: signal.unit,
    rules: signal.sla === undefined ? [] : [{ value: signal.sla, tone: 'target', label: 'SLA' }],
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

/** The sum as KEDA reads it, then rates and time to drain: whole parts moved to further rows where they do not fit. */
function wordLines(view: QueueView, isScaledOn: boolean, columns: number): readonly Line[] {
  const over: Span[] = view.over === undefined ? [] : [span(`! over SLA ${view.over}`, 'stale', true)];
  const rates: Span[] = [span('in ', 'muted'), span(view.inRate), span('  out ', 'muted'), span(view.outRate)];
  const drain: Span[] = [span(view.drain)];
  return flow([sumLine(view, isScaledOn, columns), over, rates, drain], columns);
}
