import type { MetricSpec } from '../../autoscaling/objects.ts';
import type { MetricSignal, Scenario } from '../../scenario/model.ts';
import type { SessionState } from '../../session/state.ts';
import { targetName } from './workload.ts';

/**
 * The metric signal that an autoscaler of the workload reads now: the one whose metric an HPA names or whose query a ScaledObject's
 * trigger asks. Undefined while they read none of the scenario's signals.
 */
export function signalInUse(
  { hpas, scaledObjects }: Pick<SessionState, 'hpas' | 'scaledObjects'>,
  scenario: Scenario,
): MetricSignal | undefined {
  const workload = targetName(scenario);
  const ofWorkload = ({ spec }: { spec: { scaleTargetRef: { name: string } } }) =>
    spec.scaleTargetRef.name === workload;
  const metrics = [...hpas.values()].filter(ofWorkload).flatMap(({ spec }) => spec.metrics ?? []);
  const queries = [...scaledObjects.values()]
    .filter(ofWorkload)
    .flatMap(({ spec }) => spec.triggers.flatMap(({ metadata }) => metadata.query ?? []));
  return scenario.signals.metrics.find((signal) =>
    signal.kind === 'prometheus'
      ? queries.some((query) => query.trim() === signal.query.trim())
      : metrics.some((metric) => reads(metric, signal)),
  );
}

function reads(metric: MetricSpec, signal: MetricSignal): boolean {
  switch (metric.type) {
    case 'Pods':
      return signal.kind === 'custom' && metric.pods.metric.name === signal.metric;
    case 'External':
      return signal.kind === 'external' && metric.external.metric.name === signal.metric;
    case 'Resource':
      return signal.kind === 'resource' && metric.resource.name === signal.resource;
    case 'ContainerResource':
      return signal.kind === 'resource' && metric.containerResource.name === signal.resource;
    case 'Object':
      return false;
  }
}
