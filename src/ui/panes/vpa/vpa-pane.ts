import type { SessionState } from '../../../session/state.ts';
import { targetName } from '../../facts/workload.ts';
import { faceOf } from '../face.ts';
import type { Pane } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { vpaLines } from './vpa-lines.ts';
import { type VpaFacts, type VpaView, vpaViews } from './vpa-view.ts';

type Slice = VpaFacts & {
  readonly source: ReturnType<SessionState['sources']['get']>;
};

/** The VPAs of the namespace: what each container requests, what it is recommended, and which pods had to go for it. */
export const vpaPane: Pane<Slice> = {
  name: 'VPA',
  select: (state) => ({
    others: state.others,
    pods: state.pods,
    deployments: state.deployments,
    events: state.events,
    source: state.sources.get('verticalpodautoscalers'),
  }),
  content(slice, { scenario, now, scroll, rows, columns }) {
    const views = vpaViews(slice, targetName(scenario), now);
    const list = scrolledRows(vpaLines(views, columns), scroll, rows);
    const { namespace } = scenario.target;
    const face = faceOf(
      {
        source: slice.source,
        now,
        waitingFor: `the VPAs of ${namespace}`,
        hasData: views.length > 0,
        emptyText: `No VerticalPodAutoscaler in ${namespace}.`,
      },
      () => list.lines,
    );
    const note = noteOf(views);
    return { ...subjectOf(views), ...(note !== undefined && { note }), face, scrollLimit: list.scrollLimit };
  },
};

function subjectOf(views: readonly VpaView[]): { readonly subject?: string } {
  const [only] = views;
  if (only === undefined) return {};
  return { subject: views.length === 1 ? only.target : String(views.length) };
}

/** How many rows are outside of what is recommended: the updater's work. */
function noteOf(views: readonly VpaView[]): string | undefined {
  const rows = views.flatMap((view) => view.rows);
  const outside = rows.filter(({ standing }) => standing === 'below' || standing === 'above').length;
  return outside > 0 ? `! ${outside} of ${rows.length} outside` : undefined;
}
