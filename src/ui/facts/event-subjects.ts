import type { SessionState } from '../../session/state.ts';
import { type AutoscalerKind, kindOf } from './autoscalers.ts';
import { vpasOf } from './vpas.ts';
import type { ClusterEvent } from './workload.ts';

/** Whom an Event about autoscaling is about. */
export type EventSubject = AutoscalerKind | 'vpa' | 'workload';

type Slice = Pick<SessionState, 'hpas' | 'scaledObjects' | 'others'>;

/**
 * Whom an Event is about, when that is the workload itself or one of its autoscalers; undefined for pods, jobs and neighbours. An
 * autoscaler that a mode has taken away since still counts, by its kind; a foreign one does not.
 */
export function eventSubject(
  { involvedObject: { kind, name } }: ClusterEvent,
  { hpas, scaledObjects, others }: Slice,
  workload: string,
): EventSubject | undefined {
  switch (kind) {
    case 'Deployment':
      return name === workload ? 'workload' : undefined;
    case 'HorizontalPodAutoscaler': {
      const hpa = [...hpas.values()].find(({ metadata }) => metadata.name === name);
      if (hpa) return hpa.spec.scaleTargetRef.name === workload ? kindOf(hpa) : undefined;
      return name.startsWith('keda-hpa-') ? 'keda' : 'hpa';
    }
    case 'ScaledObject': {
      const scaledObject = [...scaledObjects.values()].find(({ metadata }) => metadata.name === name);
      return scaledObject && scaledObject.spec.scaleTargetRef.name !== workload ? undefined : 'keda';
    }
    case 'VerticalPodAutoscaler': {
      const vpa = vpasOf(others, workload).find(({ metadata }) => metadata.name === name);
      return vpa && vpa.spec.targetRef.name !== workload ? undefined : 'vpa';
    }
    default:
      return undefined;
  }
}
