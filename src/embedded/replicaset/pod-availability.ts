import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, parseTime, plusMs } from '../../autoscaling/units.ts';
import { isReady, podCondition } from '../controller/pod-state.ts';

/** When a pod has been ready for long enough to count as available (podutil.IsPodAvailable); undefined while it is not ready. */
export function availableAt(pod: Pod, minReadySeconds: number): EpochMs | undefined {
  if (!isReady(pod)) return undefined;
  const since = parseTime(podCondition(pod, 'Ready')?.lastTransitionTime);
  return since === undefined ? undefined : plusMs(since, minReadySeconds * 1000);
}
