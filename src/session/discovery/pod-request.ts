import type { Container, PodSpec } from '../../autoscaling/objects.ts';
import { quantityNumber } from '../../signals/quantity-number.ts';

/** Containers that run as long as the pod does: its own, and sidecars, which are init containers that are restarted. */
export function longRunningContainers({ containers, initContainers = [] }: PodSpec): readonly Container[] {
  return [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')];
}

/**
 * What one pod requests of a resource, in cores, bytes or pieces, as the HPA controller counts it: the pod's own request, else what its
 * containers add up to. Undefined where one of them requests nothing, which fails a utilization.
 */
export function podRequest(spec: PodSpec, resource: string): number | undefined {
  const own = spec.resources?.requests?.[resource];
  if (own !== undefined) return quantityNumber(own);
  let sum = 0;
  for (const { resources } of longRunningContainers(spec)) {
    const request = quantityNumber(resources?.requests?.[resource] ?? '');
    if (request === undefined) return undefined;
    sum += request;
  }
  return sum;
}
