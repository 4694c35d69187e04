import type { SessionState } from '../../../session/state.ts';
import { countPerColumn } from '../../charts/resample.ts';
import { sparkline } from '../../charts/sparkline.ts';
import { windowSince } from '../../charts/time-window.ts';
import { type Line, lineWidth, mergeSpans, type Span, span } from '../../text/line.ts';
import { tableLines } from '../../text/table.ts';
import type { PaneRequest } from '../pane.ts';
import { type PodsView, stageLooks } from './pods-view.ts';

/** A cell per pod, grouped by stage, in as many rows as it takes. */
export function cellLines({ stages }: PodsView, columns: number): readonly Line[] {
  const cells = stages.flatMap(({ stage, count }) =>
    Array.from({ length: count }, () => span(stageLooks[stage].sign, stageLooks[stage].tone)),
  );
  const lines: Line[] = [];
  for (let start = 0; start < cells.length; start += columns) {
    lines.push(mergeSpans(cells.slice(start, start + columns)));
  }
  return lines;
}

/** The counts in words: `10 ready  2 starting  1 error`, over two rows where one is too narrow. */
export function countLines({ stages }: PodsView, columns: number): readonly Line[] {
  const lines: Span[][] = [[]];
  for (const { stage, count } of stages) {
    const { sign, tone } = stageLooks[stage];
    const part = [span(`${sign} `, tone), span(String(count), undefined, true), span(` ${stage}`, 'muted')];
    const current = lines.at(-1) ?? [];
    const gap = current.length > 0 ? 3 : 0;
    if (current.length > 0 && lineWidth(current) + gap + lineWidth(part) > columns) lines.push(part);
    else current.push(...(gap > 0 ? [span(' '.repeat(gap))] : []), ...part);
  }
  return lines.filter((line) => line.length > 0);
}

/** Births and deaths over the window as bars, and how many there were in the last minute. */
export function churnLines(churn: SessionState['churn'], request: PaneRequest): readonly Line[] {
  const { now, openedAt, windowMs, columns } = request;
  const bars = Math.max(0, Math.min(30, columns - 'born  '.length - '  99/min'.length));
  const window = windowSince(openedAt, now, windowMs, Math.max(1, bars));
  const births = countPerColumn(churn.births, window);
  const deaths = countPerColumn(churn.deaths, window);
  const top = Math.max(1, ...births, ...deaths);
  return [churnLine('born', births, churn.births, now, top), churnLine('died', deaths, churn.deaths, now, top)];
}

/** The list as `kubectl get pods` prints it, each row with the sign of its stage. */
export function listLines({ rows }: PodsView, columns: number): readonly Line[] {
  const lines = tableLines({
    heading: ['  NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
    rows: rows.map((row) => [
      span(`${stageLooks[row.stage].sign} ${row.name}`),
      span(row.ready),
      span(row.status),
      span(row.restarts),
      span(row.age),
    ]),
    columns,
    optional: ['RESTARTS', 'READY', 'AGE'],
  });
  return lines.map((line, index) => {
    const row = rows[index - 1];
    const tone = row && row.stage !== 'ready' ? stageLooks[row.stage].tone : undefined;
    return tone ? line.map(({ text }) => span(text, tone)) : line;
  });
}

function churnLine(
  word: string,
  counts: readonly number[],
  moments: readonly number[],
  now: number,
  top: number,
): Line {
  const lastMinute = moments.filter((at) => at > now - 60_000 && at <= now).length;
  return [span(`${word}  `, 'muted'), span(sparkline(counts, top), 'signal'), span(`  ${lastMinute}/min`)];
}
