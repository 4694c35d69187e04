import { nodeCostWithin } from '../../../session/insight/figures/node-cost.ts';
import type { SessionState } from '../../../session/state.ts';
import { faceOf } from '../face.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { nodesLines } from './nodes-lines.ts';
import { nodesView } from './nodes-view.ts';

interface Slice {
  readonly others: SessionState['others'];
  readonly pods: SessionState['pods'];
  readonly populations: SessionState['populations'];
  readonly source: ReturnType<SessionState['sources']['get']>;
}

/** The nodes under the pods: what is requested of them, which of them come and go, and what they cost. */
export const nodesPane: Pane<Slice> = {
  name: 'Nodes',
  select: (state) => ({
    others: state.others,
    pods: state.pods,
    populations: state.populations,
    source: state.sources.get('nodes'),
  }),
  content(slice, { now, openedAt, scroll, rows, columns }) {
    const view = nodesView(slice);
    const { costUsd } = nodeCostWithin(slice, { from: openedAt, to: now });
    const list = scrolledRows(nodesLines(view, costUsd, columns), scroll, rows);
    const face = faceOf(
      {
        source: slice.source,
        now,
        waitingFor: 'the nodes',
        hasData: view.rows.length > 0,
        emptyText: 'This cluster has no node.',
      },
      () => list.lines,
    );
    return {
      ...(view.rows.length > 0 && { subject: String(view.rows.length) }),
      ...(view.unschedulable > 0 && { note: '! no room' }),
      face,
      scrollLimit: list.scrollLimit,
    };
  },
};
