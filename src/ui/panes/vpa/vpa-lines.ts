import { flow } from '../../text/flow.ts';
import { type Line, line, span } from '../../text/line.ts';
import { tableLines } from '../../text/table.ts';
import { wrapWords } from '../../text/wrap-words.ts';
import type { Tone } from '../../theme/tone.ts';
import type { Standing, VpaRow, VpaView } from './vpa-view.ts';

/** Where a request is heading: the sign stands behind it. */
const signs: Readonly<Record<Standing, { readonly sign: string; readonly tone: Tone | undefined }>> = {
  below: { sign: ' ▲', tone: 'stale' },
  above: { sign: ' ▼', tone: 'stale' },
  within: { sign: ' ✓', tone: 'good' },
  unknown: { sign: '', tone: 'muted' },
};

/** Each VPA in turn: who it is and what it does, what it did, and a row per container and resource. */
export function vpaLines(views: readonly VpaView[], columns: number): readonly Line[] {
  return views.flatMap((view, index) => [...(index > 0 ? [[]] : []), ...blockLines(view, columns)]);
}

function blockLines(view: VpaView, columns: number): readonly Line[] {
  const { name, mode, does, target, pods, evicted, problem, rows } = view;
  const who: Line = [span('VPA ', 'vpa'), span(name, 'title', true)];
  const doing: Line = [span(mode, 'vpa'), span(` ${does}`, 'muted')];
  const of: Line = [span(target), span(`, ${pods} ${pods === 1 ? 'pod' : 'pods'}`, 'muted')];
  const gone: Line = [span('evicted ', 'muted'), span(evicted ?? 'none')];
  return [
    ...flow([who, doing, of, gone], columns),
    ...(problem ? problemLines(problem, columns) : []),
    ...(rows.length > 0 ? rowLines(rows, columns) : []),
  ];
}

function problemLines({ failed, text }: NonNullable<VpaView['problem']>, columns: number): readonly Line[] {
  return wrapWords(`${failed ? '✕' : '!'} ${text}`, columns).map((words) => line(words, failed ? 'failed' : 'stale'));
}

function rowLines(rows: readonly VpaRow[], columns: number): readonly Line[] {
  return tableLines({
    heading: ['CONTAINER', 'RESOURCE', 'REQUEST', 'TARGET', 'LOWER', 'UPPER', 'UNCAPPED'],
    rows: rows.map((row, index) => {
      const { sign, tone } = signs[row.standing];
      return [
        span(rows[index - 1]?.container === row.container ? '' : row.container),
        span(row.resource, 'muted'),
        span(row.request + sign, tone),
        span(row.target, 'vpa', true),
        span(row.lower),
        span(row.upper),
        span(row.uncapped, row.uncapped === row.target ? 'muted' : undefined),
      ];
    }),
    columns,
    optional: ['UNCAPPED', 'UPPER', 'LOWER', 'CONTAINER'],
  });
}
