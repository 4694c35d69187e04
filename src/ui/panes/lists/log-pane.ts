import type { SessionState } from '../../../session/state.ts';
import { humanDuration } from '../../text/durations.ts';
import { type Line, span, spreadLine } from '../../text/line.ts';
import { filteredEntries } from '../filtered.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';

const signs = {
  running: { sign: '…', tone: 'muted' },
  done: { sign: '✓', tone: 'good' },
  failed: { sign: '✕', tone: 'failed' },
} as const;

/** Everything Harmony did, newest first, each action as the kubectl command that does the same. */
export const logPane: Pane<Pick<SessionState, 'actions'>> = {
  name: 'Log',
  isFilterable: true,
  select: ({ actions }) => ({ actions }),
  content({ actions }, { now, scroll, rows, columns, filter }) {
    if (actions.length === 0) return { face: { kind: 'empty', text: 'Nothing done yet.' } };
    const entries = [...actions].reverse().map((action): Line[] => {
      const { sign, tone } = signs[action.state];
      const command: Line = [span(`${sign} `, tone), span(action.command)];
      const failure: Line[] = action.message === undefined ? [] : [[span(`  ${action.message}`, tone)]];
      return [spreadLine(command, [span(`  ${humanDuration(now - action.at)}`, 'muted')], columns), ...failure];
    });
    const list = scrolledRows(filteredEntries(entries, filter).flat(), scroll, rows);
    return { face: { kind: 'live', lines: list.lines }, scrollLimit: list.scrollLimit };
  },
};
