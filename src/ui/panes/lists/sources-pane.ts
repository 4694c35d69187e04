import type { SessionState, SourceState } from '../../../session/state.ts';
import { humanDuration } from '../../text/durations.ts';
import { type Span, span } from '../../text/line.ts';
import { tableLines } from '../../text/table.ts';
import { filteredEntries } from '../filtered.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';

/** Where the facts on screen come from: the health of every source, and when it last delivered. */
export const sourcesPane: Pane<Pick<SessionState, 'sources'>> = {
  name: 'Sources',
  isFilterable: true,
  select: ({ sources }) => ({ sources }),
  content({ sources }, { now, scroll, rows, columns, filter }) {
    if (sources.size === 0) return { face: { kind: 'loading', waitingFor: 'the first source' } };
    const [heading = [], ...all] = tableLines({
      heading: ['  SOURCE', 'HEALTH', 'LAST', 'WHY'],
      rows: [...sources].map(([name, source]) => [
        ...healthSpans(name, source),
        span(source.lastAt === undefined ? 'never' : `${humanDuration(now - source.lastAt)} ago`, 'muted'),
        span(source.health.state === 'failed' ? source.health.reason : '', 'failed'),
      ]),
      columns,
      // The sign before the name tells the health, too.
      optional: ['LAST', 'HEALTH'],
    });
    const kept = filteredEntries(
      all.map((row) => [row]),
      filter,
    ).flat();
    const list = scrolledRows([heading, ...kept], scroll, rows);
    return { subject: String(sources.size), face: { kind: 'live', lines: list.lines }, scrollLimit: list.scrollLimit };
  },
};

/** The name behind the sign of its health, and the word for that. */
function healthSpans(name: string, { health }: SourceState): readonly [Span, Span] {
  const { sign, word, tone } = looks[health.state];
  return [span(`${sign} ${name}`, tone === 'good' ? undefined : tone), span(word, tone)];
}

const looks = {
  connecting: { sign: '…', word: 'connecting', tone: 'muted' },
  live: { sign: '●', word: 'live', tone: 'good' },
  failed: { sign: '✕', word: 'failed', tone: 'failed' },
} as const;
