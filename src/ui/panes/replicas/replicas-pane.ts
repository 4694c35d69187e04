import type { SessionState } from '../../../session/state.ts';
import { autoscalersOf } from '../../facts/autoscalers.ts';
import { rescalesOf } from '../../facts/rescales.ts';
import { targetName, type Workload, workloadOf } from '../../facts/workload.ts';
import { type Line, line } from '../../text/line.ts';
import { faceOf } from '../face.ts';
import type { Pane, PaneRequest } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { actBefore } from './act-before.ts';
import { autoscalerLines, type Detail, detailRows } from './autoscaler-lines.ts';
import { hpaTable } from './hpa-table.ts';
import { besideNumeral, numeralColumns, numeralSize } from './numeral.ts';
import { replicaChart, smallestChart } from './replica-chart.ts';
import { autoscalerView } from './replicas-view.ts';

type Slice = Pick<SessionState, 'hpas' | 'scaledObjects' | 'events' | 'director' | 'modes' | 'acts'> & {
  readonly workload: Workload | undefined;
  readonly path: NonNullable<ReturnType<SessionState['replicaPaths']['get']>>;
  readonly source: ReturnType<SessionState['sources']['get']>;
};

const noChanges: Slice['path'] = [];

/** How many replicas the workload has, who wants another number, and how it came here. */
export const replicasPane: Pane<Slice> = {
  name: 'Replicas',
  select: (state, scenario) => ({
    hpas: state.hpas,
    scaledObjects: state.scaledObjects,
    events: state.events,
    director: state.director,
    modes: state.modes,
    acts: state.acts,
    workload: workloadOf(state, scenario),
    path: state.replicaPaths.get(targetName(scenario) ?? '') ?? noChanges,
    source: state.sources.get('deployments'),
  }),
  content(slice, request) {
    const name = targetName(request.scenario) ?? '';
    const autoscalers = autoscalersOf(slice, request.scenario.target.namespace, name);
    const isTable = request.options['view'] === 'table';
    const asTable = scrolledRows(hpaTable(autoscalers, request.now, request.columns), request.scroll, request.rows);
    const face = faceOf(
      {
        source: slice.source,
        now: request.now,
        waitingFor: `Deployment ${name}`,
        hasData: slice.workload !== undefined,
        emptyText: `There is no Deployment ${name} in namespace ${request.scenario.target.namespace}.`,
      },
      () => (isTable ? asTable.lines : chartLines(slice, autoscalers, request)),
    );
    return { subject: name, face, ...(isTable && { scrollLimit: asTable.scrollLimit }) };
  },
};

/** Verdicts above, chart below: the chart gives up rows first, then reasons go, then the chart does. */
function chartLines(
  slice: Slice,
  autoscalers: ReturnType<typeof autoscalersOf>,
  request: PaneRequest,
): readonly Line[] {
  const { columns, rows, now } = request;
  const replicas = slice.workload?.spec.replicas ?? 1;
  const size = numeralSize(columns, rows);
  const textColumns = size ? columns - numeralColumns(size) : columns;
  const detail = detailFor(autoscalers.length, rows);
  const views = autoscalers.map((autoscaler) => autoscalerView(autoscaler, replicas, now));
  const text =
    views.length > 0
      ? autoscalerLines(views, detail, textColumns)
      : [
          line(
            `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, and no autoscaler: nothing will change it`,
            'muted',
          ),
        ];
  const above = size ? besideNumeral(replicas, size, text) : text;
  const chartRows = rows - above.length - (rows >= 14 ? 1 : 0);
  if (chartRows < smallestChart) return above;
  const { actStartedAt } = slice.director;
  const before = actBefore(slice);
  const data = {
    path: slice.path,
    rescales: rescalesOf(slice.path, slice.hpas),
    autoscalers,
    modes: slice.modes,
    ...(before && { before }),
    ...(actStartedAt !== undefined && { actStartMs: actStartedAt }),
  };
  return [...above, ...(rows >= 14 ? [[]] : []), ...replicaChart(data, request, chartRows)];
}

function detailFor(count: number, rows: number): Detail {
  const spare = rows - smallestChart - 3;
  const details: readonly Detail[] = ['three', 'two', 'one'];
  return details.find((detail) => count * detailRows[detail] <= spare) ?? 'one';
}
