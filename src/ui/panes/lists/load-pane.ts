import type { Load } from '../../../scenario/model.ts';
import type { LoadProgress } from '../../../session/observation.ts';
import type { SessionState } from '../../../session/state.ts';
import { progressBar } from '../../charts/progress-bar.ts';
import { stopwatch } from '../../text/durations.ts';
import { type Line, line, span } from '../../text/line.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';

const signs = {
  starting: { sign: '◐', tone: 'muted' },
  running: { sign: '●', tone: 'signal' },
  complete: { sign: '✓', tone: 'good' },
  failed: { sign: '✕', tone: 'failed' },
} as const;

/** The loads of the scenario: how far each is, and the last line its job printed. */
export const loadPane: Pane<Pick<SessionState, 'loads'>> = {
  name: 'Load',
  select: ({ loads }) => ({ loads }),
  content({ loads }, { scenario, now, scroll, rows, columns }) {
    if (scenario.loads.length === 0) return { face: { kind: 'empty', text: 'This scenario names no load.' } };
    const lines = scenario.loads.flatMap((load) => loadLines(load, loads.get(load.id), now, columns));
    const list = scrolledRows(lines, scroll, rows);
    return { face: { kind: 'live', lines: list.lines }, scrollLimit: list.scrollLimit };
  },
};

function loadLines(load: Load, progress: LoadProgress | undefined, now: number, columns: number): readonly Line[] {
  const title = [span(`[${load.key}] `, 'key'), span(load.title)];
  if (!progress) return [[...title, span('   not started', 'muted')]];
  const { sign, tone } = signs[progress.state];
  const elapsed = stopwatch((progress.endedAt ?? now) - progress.startedAt);
  const share = progress.progress;
  return [
    [...title, span(`   ${sign} ${progress.state} `, tone), span(elapsed, 'muted')],
    ...(share === undefined
      ? []
      : [line(`  ${progressBar(share, Math.min(40, columns - 8))} ${Math.round(share * 100)}%`, tone)]),
    ...(progress.line === undefined ? [] : [line(`  ${progress.line}`, 'muted')]),
  ];
}
