import type { Condition } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime } from '../../autoscaling/units.ts';

/** A condition of a node, with the kubelet's last word on it. */
export interface NodeCondition extends Condition {
  readonly lastHeartbeatTime: string;
}

const notReady = {
  status: 'False',
  reason: 'KubeletNotReady',
  message:
    'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
} as const;

/**
 * The conditions of a node whose kubelet has registered, in its order and words. Heartbeats are not written: they would only tell
 * that the virtual machine still runs.
 */
export function nodeConditions(ready: boolean, registeredAt: EpochMs, now: EpochMs): readonly NodeCondition[] {
  const since = { lastHeartbeatTime: formatTime(now), lastTransitionTime: formatTime(registeredAt) };
  const isFine = (type: string, reason: string, message: string): NodeCondition => ({
    type,
    status: 'False',
    ...since,
    reason,
    message,
  });
  return [
    isFine('MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    isFine('DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    isFine('PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    ready
      ? {
          type: 'Ready',
          status: 'True',
          ...since,
          lastTransitionTime: formatTime(now),
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
        }
      : { type: 'Ready', ...since, ...notReady },
  ];
}
