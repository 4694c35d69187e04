import type { SessionState } from '../../../session/state.ts';
import { countPerColumn } from '../../charts/resample.ts';
import { sparkline } from '../../charts/sparkline.ts';
import { windowSince } from '../../charts/time-window.ts';
import { type Line, lineWidth, type Span, span } from '../../text/line.ts';
import { count } from '../../text/numbers.ts';
import { tableLines } from '../../text/table.ts';
import type { PaneRequest } from '../pane.ts';
import { type ScrolledRows, scrolledRange } from '../scrolled.ts';
import { type PodsView, stageLooks } from './pods-view.ts';

/** The counts in words: `10 ready  2 starting  1 error`, over two rows where one is too narrow. */
export function countLines({ stages }: PodsView, columns: number): readonly Line[] {
  const lines: Span[][] = [[]];
  for (const { stage, count: pods } of stages) {
    const { sign, tone } = stageLooks[stage];
    const part = [span(`${sign} `, tone), span(count(pods), undefined, true), span(` ${stage}`, 'muted')];
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

/**
 * The list as `kubectl get pods` prints it, each row with the sign of its stage, in at most `rows` rows from pod `scroll` on. The heading
 * stays, and where there are more pods the last row says so.
 */
export function listLines(view: PodsView, columns: number, scroll: number, rows: number): ScrolledRows {
  const { first, shown, hint, scrollLimit } = scrolledRange(view.count, scroll, rows - 1);
  if (rows < 1) return { lines: [], scrollLimit };
  const pods = view.rows(first, shown);
  const [heading = [], ...lines] = tableLines({
    heading: ['  NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
    rows: pods.map((row) => [
      span(`${stageLooks[row.stage].sign} ${row.name}`),
      span(row.ready),
      span(row.status),
      span(row.restarts),
      span(row.age),
    ]),
    columns,
    optional: ['RESTARTS', 'READY', 'AGE'],
  });
  const toned = lines.map((line, index) => {
    const row = pods[index];
    const tone = row && row.stage !== 'ready' ? stageLooks[row.stage].tone : undefined;
    return tone ? line.map(({ text }) => span(text, tone)) : line;
  });
  return { lines: [heading, ...toned, ...hint], scrollLimit };
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
