import { type Stability, stabilityOf } from '../../../session/insight/figures/stability.ts';
import type { SessionState } from '../../../session/state.ts';
import { podsOf, targetName, type Workload, workloadOf } from '../../facts/workload.ts';
import type { Line } from '../../text/line.ts';
import { count } from '../../text/numbers.ts';
import { faceOf } from '../face.ts';
import { matches } from '../filtered.ts';
import { jsonLines } from '../json-lines.ts';
import type { Pane, PaneRequest } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { flapLines } from './flap-lines.ts';
import { type FlapView, flapView } from './flap-view.ts';
import { cellLines } from './pod-cells.ts';
import { churnLines, countLines, listLines } from './pod-lines.ts';
import { podJson, podText } from './pod-text.ts';
import { type NameForm, podsView } from './pods-view.ts';

type Slice = Pick<SessionState, 'pods' | 'churn'> & {
  readonly workload: Workload | undefined;
  readonly stability: Stability;
  readonly source: ReturnType<SessionState['sources']['get']>;
};

/** A list of fewer rows says less than the cells do. */
const leastListRows = 3;
/** The hash of the pod template, the same in most of the names, goes before the status does. */
const leastForHash = 34;

/** The workload's pods through their life: a cell each, births and deaths, and the list. */
export const podsPane: Pane<Slice> = {
  name: 'Pods',
  isFilterable: true,
  hasDetails: true,
  select: (state, scenario) => ({
    pods: state.pods,
    churn: state.churn,
    workload: workloadOf(state, scenario),
    stability: stabilityOf(state),
    source: state.sources.get('pods'),
  }),
  content(slice, request) {
    const { columns, rows, now, options, filter = '' } = request;
    const name = targetName(request.scenario) ?? '';
    // Whoever filters wants to see the pods that are left.
    const isList = options.view === 'list' || filter !== '';
    const all = podsOf(slice.pods, slice.workload);
    const pods = filter === '' ? all : all.filter((pod) => matches(podText(pod), filter));
    const view = podsView(pods, now, nameForm(name, isList, columns));
    const above: Line[] = isList ? [] : [...cellLines(view, columns, rows), ...countLines(view, columns)];
    if (!isList && rows - above.length >= 5) above.push(...churnLines(slice.churn, request));
    const flap = flapView(slice.stability, now);
    const flapRows = isList ? [] : flapRowsOf(flap, request, rows - above.length);
    above.push(...flapRows);
    if (!isList && rows - above.length >= 6) above.push([]);
    const listRows = rows - above.length;
    const list = listLines(view, columns, request.scroll, listRows >= leastListRows || isList ? listRows : 0);
    const json =
      request.details === true ? scrolledRows(jsonLines(pods.map(podJson)), request.scroll, rows) : undefined;
    const face = faceOf(
      {
        source: slice.source,
        now,
        waitingFor: `the pods of ${name}`,
        hasData: pods.length > 0,
        emptyText: all.length > 0 ? `None of ${all.length} pods has "${filter}" in it.` : `${name} has no pods.`,
      },
      () => json?.lines ?? [...above, ...list.lines],
    );
    return {
      subject: filter === '' ? count(pods.length) : `${count(pods.length)} of ${count(all.length)}`,
      face,
      scrollLimit: (json ?? list).scrollLimit,
      // Without a row for it the budget is told in the frame.
      ...(flap.budget && pods.length > 0 && flapRows.length === 0 && { note: flap.budget.note }),
    };
  },
};

/** Whole names where they fit as kubectl prints them, else what tells the pods of a Deployment apart. */
function nameForm(workload: string, isList: boolean, columns: number): NameForm {
  if (isList && columns >= 76) return 'whole';
  return columns < leastForHash ? 'ending' : { without: `${workload}-` };
}

/** What is known of flapping, where the rows for it are not those that the list needs. */
function flapRowsOf(flap: FlapView, { columns }: PaneRequest, rows: number): readonly Line[] {
  const lines = flapLines(flap, columns);
  const left = rows - lines.length;
  return left >= leastListRows || (rows < leastListRows && left >= 0) ? lines : [];
}
