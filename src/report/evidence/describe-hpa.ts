import type { HorizontalPodAutoscaler, HPAScalingRules } from '../../autoscaling/objects/horizontal-pod-autoscaler.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { SessionState } from '../../session/state.ts';
import { describedEvents } from './describe-events.ts';
import { describedMetric } from './describe-metrics.ts';
import { annotationLines, goTime, labelLines } from './object-meta.ts';
import { tabbed } from './tab-writer.ts';

/** What `kubectl describe hpa` prints (1.32), byte for byte. `now` decides the ages of events. */
export function describeHpa(hpa: HorizontalPodAutoscaler, events: SessionState['events'], now: EpochMs): string {
  const { metadata, spec, status } = hpa;
  const lines = [
    `Name:\t${metadata.name}`,
    `Namespace:\t${metadata.namespace ?? ''}`,
    ...labelLines('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    `CreationTimestamp:\t${goTime(metadata.creationTimestamp)}`,
    `Reference:\t${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
    'Metrics:\t( current / target )',
    ...(spec.metrics ?? []).map((metric, index) => describedMetric(metric, status?.currentMetrics?.[index])),
    `Min replicas:\t${spec.minReplicas ?? '<unset>'}`,
    `Max replicas:\t${spec.maxReplicas}`,
    ...(spec.behavior === undefined
      ? []
      : ['Behavior:', ...rules('Scale Up', spec.behavior.scaleUp), ...rules('Scale Down', spec.behavior.scaleDown)]),
    `${spec.scaleTargetRef.kind} pods:\t${status?.currentReplicas ?? 0} current / ${status?.desiredReplicas ?? 0} desired`,
    ...conditions(status?.conditions ?? []),
    ...describedEvents(hpa, events, now),
  ];
  return tabbed(`${lines.join('\n')}\n`, { minWidth: 0, padding: 2 });
}

function rules(direction: string, wanted: HPAScalingRules | undefined): readonly string[] {
  if (wanted === undefined) return [];
  const { stabilizationWindowSeconds: window, selectPolicy = 'Max', policies = [] } = wanted;
  return [
    `  ${direction}:`,
    ...(window === undefined ? [] : [`    Stabilization Window: ${window} seconds`]),
    ...(policies.length === 0 ? [] : [`    Select Policy: ${selectPolicy}`, '    Policies:']),
    ...policies.map(
      ({ type, value, periodSeconds }) => `      - Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds`,
    ),
  ];
}

type Conditions = NonNullable<NonNullable<HorizontalPodAutoscaler['status']>['conditions']>;

function conditions(all: Conditions): readonly string[] {
  if (all.length === 0) return [];
  return [
    'Conditions:',
    '  Type\tStatus\tReason\tMessage',
    '  ----\t------\t------\t-------',
    ...all.map(({ type, status, reason = '', message = '' }) => `  ${type}\t${status}\t${reason}\t${message}`),
  ];
}
