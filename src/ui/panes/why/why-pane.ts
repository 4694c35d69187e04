import type { Explanation } from '../../../autoscaling/decision/explanation.ts';
import type { Finding, NextStep } from '../../../autoscaling/referee/finding.ts';
import { explanations } from '../../../session/insight/explanations.ts';
import { findings } from '../../../session/insight/findings.ts';
import { nextStepOf } from '../../../session/insight/next-step.ts';
import type { SessionState } from '../../../session/state.ts';
import { autoscalersOf } from '../../facts/autoscalers.ts';
import { findingsAbout } from '../../facts/findings-about.ts';
import { targetName } from '../../facts/workload.ts';
import type { Line } from '../../text/line.ts';
import { faceOf } from '../face.ts';
import type { Pane, PaneRequest } from '../pane.ts';
import { scrolledRows } from '../scrolled.ts';
import { blockLines } from './block-lines.ts';
import { findingLines } from './finding-lines.ts';
import { nextStepLine } from './next-step-line.ts';
import { stepLines } from './step-lines.ts';
import { whyViews } from './why-view.ts';

type Slice = Pick<SessionState, 'hpas' | 'scaledObjects' | 'events'> & {
  readonly actStartedAt: SessionState['director']['actStartedAt'];
  readonly explanations: readonly Explanation[];
  readonly findings: readonly Finding[];
  readonly nextStep: NextStep | undefined;
  readonly source: ReturnType<SessionState['sources']['get']>;
};

type Autoscalers = ReturnType<typeof autoscalersOf>;

/** Why the workload has its count: each autoscaler's arithmetic and the rule that stopped it, who acts next; below, every step. */
export const whyPane: Pane<Slice> = {
  name: 'Why',
  select: (state) => ({
    hpas: state.hpas,
    scaledObjects: state.scaledObjects,
    events: state.events,
    actStartedAt: state.director.actStartedAt,
    explanations: explanations(state),
    findings: findings(state),
    nextStep: nextStepOf(state),
    source: state.sources.get('horizontalpodautoscalers'),
  }),
  content(slice, request) {
    const name = targetName(request.scenario) ?? '';
    const autoscalers = autoscalersOf(slice, request.scenario.target.namespace, name);
    const list = scrolledRows(linesOf(slice, autoscalers, request), request.scroll, request.rows);
    const face = faceOf(
      {
        source: slice.source,
        now: request.now,
        waitingFor: 'the autoscalers',
        hasData: autoscalers.length > 0,
        emptyText: `No autoscaler scales ${name}: nothing will change its count.`,
      },
      () => list.lines,
    );
    return { subject: name, face, scrollLimit: list.scrollLimit };
  },
};

/** The short form first, so that it is what a small pane shows; then all steps, and what the referee has to say. */
function linesOf(slice: Slice, autoscalers: Autoscalers, request: PaneRequest): readonly Line[] {
  const { columns, rows, now } = request;
  const clock = { now, ...(slice.actStartedAt !== undefined && { actStartedAt: slice.actStartedAt }) };
  const views = whyViews(autoscalers, slice.explanations, request.scenario.signals, clock);
  const own = findingsAbout(slice.findings, autoscalers, targetName(request.scenario) ?? '');
  const conflicts = own.filter(({ severity }) => severity === 'conflict');
  const others = own.filter(({ severity }) => severity !== 'conflict');
  // The last row of a pane that scrolls says how much there is below.
  const blockRows = rows >= 2 * views.length + 2 ? 2 : 1;
  return [
    ...views.flatMap((view) => blockLines(view, columns, blockRows)),
    ...(slice.nextStep ? [nextStepLine(slice.nextStep, now, columns)] : []),
    [],
    ...findingLines(conflicts, columns),
    ...views.flatMap((view) => stepLines(view, clock, columns)),
    ...findingLines(others, columns),
  ];
}
