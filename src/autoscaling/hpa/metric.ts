import type { MetricSpec, MetricStatus } from '../objects.ts';
import type { MetricsApi } from './contract.ts';
import { MetricFailure } from './metric-error.ts';
import { unknownType } from './metric-names.ts';
import { measureContainerResource, measurePods, measureResource } from './metric-per-pod.ts';
import { measureExternal, measureObject } from './metric-total.ts';
import type { Proposal } from './proposal.ts';
import type { PodScene } from './proposal-resource.ts';

/** What metrics of any type are evaluated against. */
export interface MetricScene extends PodScene {
  readonly namespace: string;
  /** scale.status.replicas of the target. */
  readonly statusReplicas: number;
  readonly api: MetricsApi;
}

/** A metric that could be evaluated. */
export interface MeasuredMetric {
  readonly proposal: Proposal;
  readonly status: MetricStatus;
}

/** Evaluates one metric of an HPA. Throws {@link MetricFailure}. */
export function measure(spec: MetricSpec, scene: MetricScene): MeasuredMetric {
  switch (spec.type) {
    case 'Resource':
      return measureResource(spec.resource, scene);
    case 'ContainerResource':
      return measureContainerResource(spec.containerResource, scene);
    case 'Pods':
      return measurePods(spec.pods, scene);
    case 'Object':
      return measureObject(spec.object, scene);
    case 'External':
      return measureExternal(spec.external, scene);
    default:
      throw new MetricFailure('InvalidMetricSourceType', `unknown metric source type "${unknownType(spec)}"`);
  }
}
