import { type AxisMark, railSpans } from '../../charts/time-axis.ts';
import { columnOf, type TimeWindow } from '../../charts/time-window.ts';
import type { AutoscalerKind } from '../../facts/autoscalers.ts';
import type { AttributedRescale } from '../../facts/rescales.ts';
import { fitText } from '../../text/cell-width.ts';
import { type Line, span } from '../../text/line.ts';

/** Who moved the count when: a row for each kind of autoscaler, and what is not in one of them on the axis. */
export interface RescaleMarks {
  readonly rows: readonly Line[];
  readonly onAxis: readonly AxisMark[];
}

const words: Readonly<Record<AutoscalerKind, string>> = { keda: 'KEDA', hpa: 'HPA' };

/** Without rows of their own all marks go on the axis, where colour alone tells whose they are. */
export function markedRows(
  rescales: readonly AttributedRescale[],
  window: TimeWindow,
  labelWidth: number,
  withRows: boolean,
): RescaleMarks {
  const marks = rescales
    .filter(({ at }) => columnOf(at, window) !== undefined)
    .map(({ at, from, to, by }) => ({
      by,
      mark: { at, character: to > from ? '▲' : '▼', tone: by ?? ('muted' as const) },
    }));
  const kinds = (['keda', 'hpa'] as const).filter((kind) => marks.some(({ by }) => by === kind));
  // One that moves the count alone needs no row to be told from others.
  if (!withRows || kinds.length < 2) return { rows: [], onAxis: marks.map(({ mark }) => mark) };
  const rail = new Array<string>(window.columns).fill(' ');
  const rows = kinds.map(
    (kind): Line => [
      span(fitText(words[kind], labelWidth + 2), kind),
      ...railSpans(
        rail,
        marks.filter(({ by }) => by === kind).map(({ mark }) => mark),
        window,
      ),
    ],
  );
  return { rows, onAxis: marks.filter(({ by }) => by === undefined).map(({ mark }) => mark) };
}
