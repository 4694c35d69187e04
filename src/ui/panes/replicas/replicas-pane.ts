import type { NextStep } from '../../../autoscaling/referee/finding.ts';
import { nextStepOf } from '../../../session/insight/next-step.ts';
import type { SessionState } from '../../../session/state.ts';
import type { DigitSize } from '../../charts/block-digits.ts';
import { autoscalersOf } from '../../facts/autoscalers.ts';
import { rescalesOf } from '../../facts/rescales.ts';
import { targetName, type Workload, workloadOf } from '../../facts/workload.ts';
import { type Line, line } from '../../text/line.ts';
import { styleOf } from '../chart-style.ts';
import { faceOf } from '../face.ts';
import type { Pane, PaneRequest } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { actBefore } from './act-before.ts';
import { autoscalerLines, type Detail, detailRows } from './autoscaler-lines.ts';
import { hpaTable } from './hpa-table.ts';
import { largeLines } from './large-lines.ts';
import { besideNumeral, type Course, courseOf, numeralColumns, numeralSize } from './numeral.ts';
import { replicaChart, smallestChart } from './replica-chart.ts';
import { type AutoscalerView, autoscalerView } from './replicas-view.ts';

type Slice = Pick<SessionState, 'hpas' | 'scaledObjects' | 'events' | 'director' | 'modes' | 'acts'> & {
  readonly workload: Workload | undefined;
  readonly nextStep: NextStep | undefined;
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
    nextStep: nextStepOf(state),
    path: state.replicaPaths.get(targetName(scenario) ?? '') ?? noChanges,
    source: state.sources.get('deployments'),
  }),
  content(slice, request) {
    const name = targetName(request.scenario) ?? '';
    const autoscalers = autoscalersOf(slice, request.scenario.target.namespace, name);
    const isTable = request.options.view === 'table';
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
  const { columns, rows, now, options } = request;
  const replicas = slice.workload?.spec.replicas ?? 1;
  const isLarge = options.large === true;
  const size = isLarge ? undefined : numeralSize(columns, rows);
  const textColumns = size ? columns - numeralColumns(size) : columns;
  const detail = detailFor(autoscalers.length, rows);
  const views = autoscalers.map((autoscaler) => autoscalerView(autoscaler, replicas, now));
  const course = courseOf(slice.path, replicas, slice.nextStep, now);
  const above = isLarge
    ? largeLines(replicas, views, columns)
    : wordLines(views, course, { size, detail, textColumns });
  const chartRows = rows - above.length - (rows >= 14 ? 1 : 0);
  if (chartRows < smallestChart) return above;
  const { actStartedAt } = slice.director;
  const before = actBefore(slice);
  const data = {
    path: slice.path,
    rescales: rescalesOf(slice.path, slice.hpas),
    autoscalers,
    modes: slice.modes,
    ...styleOf(options),
    ...(before && { before }),
    ...(actStartedAt !== undefined && { actStartMs: actStartedAt }),
  };
  return [...above, ...(rows >= 14 ? [[]] : []), ...replicaChart(data, request, chartRows)];
}

function wordLines(
  views: readonly AutoscalerView[],
  course: Course,
  room: { readonly size: DigitSize | undefined; readonly detail: Detail; readonly textColumns: number },
): readonly Line[] {
  const { now: replicas } = course;
  const nobody = `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, and no autoscaler: nothing will change it`;
  const said = views.length > 0 ? autoscalerLines(views, room.detail, room.textColumns) : [line(nobody, 'muted')];
  if (!room.size) return said;
  const owner = course.when === undefined || views.length === 0 ? [] : [line(course.when, 'muted')];
  return besideNumeral(course, room.size, [...said, ...owner]);
}

/** A chart of so many rows is worth more than reasons beside it, which the why pane gives too. */
const comfortableChart = 13;

function detailFor(count: number, rows: number): Detail {
  const spare = rows - comfortableChart - 1;
  const details: readonly Detail[] = ['three', 'two', 'one'];
  return details.find((detail) => count * detailRows[detail] < spare) ?? 'one';
}
