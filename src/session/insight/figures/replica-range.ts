import { scaledObjectSettings } from '../../../autoscaling/keda/settings.ts';
import type { HorizontalPodAutoscaler, KubernetesObject, ScaledObject } from '../../../autoscaling/objects.ts';
import type { Scenario } from '../../../scenario/model.ts';
import type { SessionState } from '../../state.ts';

/** The counts a workload's autoscalers may set, from the lowest minimum to the highest maximum of them all. */
export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}

/** The range of the autoscalers there are now; undefined while none aims at the workload. */
export function currentRange({ hpas, scaledObjects, target }: SessionState): ReplicaRange | undefined {
  return rangeOf([...hpas.values(), ...scaledObjects.values()], target.workload);
}

/** The range of the autoscalers a mode brings, by its manifests: those of an act that is over are gone. */
export function rangeOfMode(scenario: Scenario, mode: string): ReplicaRange | undefined {
  const objects = scenario.modes.find(({ id }) => id === mode)?.apply.map(({ object }) => object) ?? [];
  return rangeOf(objects.filter(isAutoscaler), scenario.target.workloads[0]?.name);
}

function rangeOf(
  autoscalers: readonly (HorizontalPodAutoscaler | ScaledObject)[],
  workload: string | undefined,
): ReplicaRange | undefined {
  const ranges = autoscalers.filter(({ spec }) => spec.scaleTargetRef.name === workload).map(boundsOf);
  if (ranges.length === 0) return undefined;
  return { min: Math.min(...ranges.map(({ min }) => min)), max: Math.max(...ranges.map(({ max }) => max)) };
}

function boundsOf(autoscaler: HorizontalPodAutoscaler | ScaledObject): ReplicaRange {
  if (autoscaler.kind === 'HorizontalPodAutoscaler') {
    // The API server's default.
    return { min: autoscaler.spec.minReplicas ?? 1, max: autoscaler.spec.maxReplicas };
  }
  const { minReplicas, maxReplicas, idleReplicas = minReplicas } = scaledObjectSettings(autoscaler);
  return { min: Math.min(minReplicas, idleReplicas), max: maxReplicas };
}

function isAutoscaler(object: KubernetesObject): object is HorizontalPodAutoscaler | ScaledObject {
  return object.kind === 'HorizontalPodAutoscaler' || object.kind === 'ScaledObject';
}
