import type { HorizontalPodAutoscaler, KubernetesObject, MetricSpec, ScaledObject } from '../../autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import type { Patient } from './patient.ts';

/** The autoscalers that are there, and those a mode of the scenario would apply. */
export interface WantedAutoscalers {
  readonly hpas: readonly HorizontalPodAutoscaler[];
  readonly scaledObjects: readonly ScaledObject[];
  readonly vpas: readonly VerticalPodAutoscaler[];
}

export function wantedAutoscalers({ objects, scenario }: Pick<Patient, 'objects' | 'scenario'>): WantedAutoscalers {
  const applied = scenario.modes.flatMap(({ apply }) => apply.map(({ object }) => object));
  return {
    hpas: [...objects.hpas, ...applied.filter(isHpa)],
    scaledObjects: [...objects.scaledObjects, ...applied.filter(isScaledObject)],
    vpas: [...objects.vpas, ...applied.filter(isVpa)],
  };
}

/** Types of the metrics that HPAs read or, once KEDA has made them, will read. */
export function wantedMetricTypes({ hpas, scaledObjects }: WantedAutoscalers): ReadonlySet<MetricSpec['type']> {
  const types = new Set(hpas.flatMap(({ spec }) => (spec.metrics ?? []).map(({ type }) => type)));
  for (const { type } of scaledObjects.flatMap(({ spec }) => spec.triggers))
    types.add(type === 'cpu' || type === 'memory' ? 'Resource' : 'External');
  return types;
}

function isHpa(object: KubernetesObject): object is HorizontalPodAutoscaler {
  return object.kind === 'HorizontalPodAutoscaler';
}

function isScaledObject(object: KubernetesObject): object is ScaledObject {
  return object.kind === 'ScaledObject';
}

function isVpa(object: KubernetesObject): object is VerticalPodAutoscaler {
  return object.kind === 'VerticalPodAutoscaler';
}
