import type { TimeWindow } from '../autoscaling/figures/step-path.ts';
import type { Scenario } from '../scenario/model.ts';
import { samplesOf } from '../session/samples-of.ts';
import type { SessionState } from '../session/state.ts';
import { type Curve, pointsOf } from './curve.ts';
import type { ActReport } from './rehearsal-report.ts';

/** The lines of an act that tell its story: replicas, the queue, every metric, and throttling. */
export function actCurves(
  scenario: Scenario,
  state: SessionState,
  window: TimeWindow,
  act: ActReport,
): readonly Curve[] {
  const { queue, metrics, throttling } = scenario.signals;
  const end = act.replicas.path.at(-1)?.[1];
  const replicas: Curve = {
    id: 'replicas',
    title: 'Replicas',
    unit: 'pods',
    shape: 'step',
    points: [...act.replicas.path, ...(end === undefined ? [] : [[act.seconds, end] as const])],
  };
  const signals = [
    ...(queue ? [{ ...queue, title: `Queue ${queue.title}`, label: 'SLA', line: queue.sla }] : []),
    ...metrics.map((metric) => ({ ...metric, label: 'target', line: metric.target })),
    ...(throttling ? [{ ...throttling, label: 'limit', line: throttling.sla }] : []),
  ];
  return [
    replicas,
    ...signals.map(
      ({ id, title, unit, label, line }): Curve => ({
        id,
        title,
        unit,
        shape: 'line',
        points: pointsOf(samplesOf(state, id), window),
        ...(line !== undefined && { rule: { label, value: line } }),
      }),
    ),
  ].filter(({ points }) => points.length > 0);
}
