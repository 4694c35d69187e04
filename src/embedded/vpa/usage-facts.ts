import type { Pod } from '../../autoscaling/objects.ts';
import type { ContainerId, UsageFact } from '../../autoscaling/vpa/usage-history.ts';
import type { PodUsage } from '../metrics-server/metrics-server.ts';

const nanoPerMilli = 1_000_000n;

/** What one answer of the resource metrics API teaches of a pod: cpu in whole millicores, rounded up as quantities are, and memory. */
export function usageFacts({ pod, timestamp: at, containers }: PodUsage): readonly UsageFact[] {
  const names = new Set(pod.spec.containers.map(({ name }) => name));
  return containers
    .filter(({ name }) => names.has(name))
    .flatMap(({ name, cpuNanocores, memoryBytes }): readonly UsageFact[] => {
      const container = containerId(pod, name);
      const millicores = Number((cpuNanocores + nanoPerMilli - 1n) / nanoPerMilli);
      return [
        { kind: 'cpu', container, at, millicores },
        { kind: 'memory', container, at, bytes: Number(memoryBytes) },
      ];
    });
}

export function containerId({ metadata }: Pod, containerName: string): ContainerId {
  return {
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
    podLabels: metadata.labels ?? {},
    containerName,
  };
}
