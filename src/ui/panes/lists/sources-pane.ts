import type { SessionState, SourceState } from '../../../session/state.ts';
import { humanDuration } from '../../text/durations.ts';
import { type Span, span } from '../../text/line.ts';
import { tableLines } from '../../text/table.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';

/** Where the facts on screen come from: the health of every source, and when it last delivered. */
export const sourcesPane: Pane<Pick<SessionState, 'sources'>> = {
  name: 'Sources',
  select: ({ sources }) => ({ sources }),
  content({ sources }, { now, scroll, rows, columns }) {
    if (sources.size === 0) return { face: { kind: 'loading', waitingFor: 'the first source' } };
    const table = tableLines({
      heading: ['SOURCE', 'HEALTH', 'LAST', 'WHY'],
      rows: [...sources].map(([name, source]) => [
        span(name),
        healthSpan(source),
        span(source.lastAt === undefined ? 'never' : `${humanDuration(now - source.lastAt)} ago`, 'muted'),
        span(source.health.state === 'failed' ? source.health.reason : ''),
      ]),
      columns,
      optional: ['LAST'],
    });
    const list = scrolledRows(table, scroll, rows);
    return { subject: String(sources.size), face: { kind: 'live', lines: list.lines }, scrollLimit: list.scrollLimit };
  },
};

function healthSpan({ health }: SourceState): Span {
  switch (health.state) {
    case 'connecting':
      return span('… connecting', 'muted');
    case 'live':
      return span('● live', 'good');
    case 'failed':
      return span('✕ failed', 'failed');
  }
}
