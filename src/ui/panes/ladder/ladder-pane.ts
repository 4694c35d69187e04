import { type Demand, demandOf } from '../../../session/insight/figures/demand.ts';
import { type LoadLadder, ladderOf } from '../../../session/insight/figures/ladder.ts';
import { type Stability, stabilityOf } from '../../../session/insight/figures/stability.ts';
import { flow } from '../../text/flow.ts';
import { type Line, span } from '../../text/line.ts';
import { tableLines } from '../../text/table.ts';
import type { Pane, PaneRequest } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { courseParts } from './course-parts.ts';
import { ladderRows, type RungRow } from './ladder-view.ts';

interface Slice {
  readonly ladder: LoadLadder | undefined;
  readonly stability: Stability;
  readonly demand: Demand;
}

/** How long each step took from a load to its relief, and what the answer was like in all. */
export const ladderPane: Pane<Slice> = {
  name: 'Ladder',
  select: (state, scenario) => ({
    ladder: ladderOf({ scenario, state }),
    stability: stabilityOf(state),
    demand: demandOf({ scenario, state }),
  }),
  content({ ladder, stability, demand }, request) {
    const { scenario, rows, columns, scroll } = request;
    if (!ladder) {
      const text = scenario.loads.length === 0 ? 'This scenario names no load.' : 'No load was started yet.';
      return { face: { kind: 'empty', text } };
    }
    const load = scenario.loads.find(({ id }) => id === ladder.load);
    const course = flow(courseParts(stability, demand), columns);
    const rungs = rungLines(ladderRows(ladder.rungs), request);
    const all = rungs.length + course.length < rows ? [...rungs, [], ...course] : rungs;
    const list = scrolledRows(all, scroll, rows);
    return {
      subject: load?.title ?? ladder.load,
      face: { kind: 'live', lines: list.lines },
      scrollLimit: list.scrollLimit,
    };
  },
};

/** A heading is left out where it would cost a rung. */
function rungLines(rungs: readonly RungRow[], { columns, rows }: PaneRequest): readonly Line[] {
  const [heading = [], ...lines] = tableLines({
    heading: ['  STEP', 'AT (UTC)', 'SINCE LOAD', 'STEP TOOK'],
    rows: rungs.map(({ seen, title, moment, sinceLoad, step, longest }) => {
      const tone = seen ? undefined : 'muted';
      return [
        span(`${seen ? '✓' : '·'} ${title}`, tone),
        span(moment, 'muted'),
        span(sinceLoad, tone),
        span(longest ? `${step} ◀` : step, longest ? 'target' : tone),
      ];
    }),
    columns,
    optional: ['AT (UTC)', 'STEP TOOK'],
  });
  return rows > lines.length ? [heading, ...lines] : lines;
}
