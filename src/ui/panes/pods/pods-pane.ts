import type { SessionState } from '../../../session/state.ts';
import { podsOf, targetName, type Workload, workloadOf } from '../../facts/workload.ts';
import type { Line } from '../../text/line.ts';
import { faceOf } from '../face.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { cellLines, churnLines, countLines, listLines } from './pod-lines.ts';
import { podsView } from './pods-view.ts';

type Slice = Pick<SessionState, 'pods' | 'churn'> & {
  readonly workload: Workload | undefined;
  readonly source: ReturnType<SessionState['sources']['get']>;
};

/** The workload's pods through their life: a cell each, births and deaths, and the list. */
export const podsPane: Pane<Slice> = {
  name: 'Pods',
  select: (state, scenario) => ({
    pods: state.pods,
    churn: state.churn,
    workload: workloadOf(state, scenario),
    source: state.sources.get('pods'),
  }),
  content(slice, request) {
    const { columns, rows, now, options } = request;
    const name = targetName(request.scenario) ?? '';
    const isList = options['view'] === 'list';
    const pods = podsOf(slice.pods, slice.workload);
    const view = podsView(pods, now, isList && columns >= 76 ? '' : `${name}-`);
    const above: Line[] = isList ? [] : [...cellLines(view, columns), ...countLines(view, columns)];
    if (!isList && rows - above.length >= 5) above.push(...churnLines(slice.churn, request));
    if (!isList && rows - above.length >= 6) above.push([]);
    const listRows = rows - above.length;
    const list = scrolledRows(listLines(view, columns), request.scroll, listRows >= 3 || isList ? listRows : 0);
    const face = faceOf(
      {
        source: slice.source,
        now,
        waitingFor: `the pods of ${name}`,
        hasData: pods.length > 0,
        emptyText: `${name} has no pods.`,
      },
      () => [...above, ...list.lines],
    );
    return { subject: String(pods.length), face, scrollLimit: list.scrollLimit };
  },
};
