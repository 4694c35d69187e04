import type { ScaledObject } from '../objects.ts';
import { kedaKeys } from './settings.ts';

/** What a ScaledObject's pause annotations ask for. */
export interface PauseState {
  /** The poll loop stops and the HPA is deleted. */
  readonly paused: boolean;
  /** The count to hold while paused; absent: the one there is. */
  readonly replicas?: number;
  /** No step down, by the HPA or to zero. */
  readonly scaleIn: boolean;
  /** No step up, by the HPA or from zero. */
  readonly scaleOut: boolean;
}

/** Reads the pause annotations. A count that is not a number leaves only the pause. */
export function pauseState({ metadata: { annotations = {} } }: ScaledObject): PauseState {
  const replicas = annotations[kedaKeys.pausedReplicas];
  const count = replicas === undefined ? Number.NaN : Number.parseInt(replicas, 10);
  return {
    paused: replicas !== undefined || isOn(annotations[kedaKeys.paused]),
    ...(Number.isNaN(count) ? {} : { replicas: count }),
    scaleIn: isOn(annotations[kedaKeys.pausedScaleIn]),
    scaleOut: isOn(annotations[kedaKeys.pausedScaleOut]),
  };
}

/** Anything but a Go boolean that is false counts as yes, the empty text included. */
export function isOn(annotation: string | undefined): boolean {
  return annotation !== undefined && !['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(annotation);
}
