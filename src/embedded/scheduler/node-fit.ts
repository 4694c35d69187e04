import { podRequests } from '../../autoscaling/cluster-autoscaler/from-objects.ts';
import type { NodeResources } from '../../autoscaling/cluster-autoscaler/model.ts';
import type { Pod } from '../../autoscaling/objects.ts';

/** What the scheduler reserves for a pod, which is one of those its node may have. */
export function demandOf(pod: Pod): NodeResources {
  return { ...podRequests(pod), pods: 1 };
}

export function sum(a: NodeResources, b: NodeResources): NodeResources {
  return {
    cpuMillicores: a.cpuMillicores + b.cpuMillicores,
    memoryBytes: a.memoryBytes + b.memoryBytes,
    pods: a.pods + b.pods,
  };
}

export function difference(a: NodeResources, b: NodeResources): NodeResources {
  return {
    cpuMillicores: a.cpuMillicores - b.cpuMillicores,
    memoryBytes: a.memoryBytes - b.memoryBytes,
    pods: a.pods - b.pods,
  };
}

/** What a node lacks for the pod, in the scheduler's words; empty when it has room. */
export function shortages(available: NodeResources, used: NodeResources, wanted: NodeResources): readonly string[] {
  const reasons: string[] = [];
  const { cpuMillicores, memoryBytes } = wanted;
  if (used.pods + wanted.pods > available.pods) reasons.push('Too many pods');
  // A pod that requests nothing of a resource fits even where requests exceed what is allocatable.
  if (cpuMillicores > 0 && used.cpuMillicores + cpuMillicores > available.cpuMillicores) {
    reasons.push('Insufficient cpu');
  }
  if (memoryBytes > 0 && used.memoryBytes + memoryBytes > available.memoryBytes) reasons.push('Insufficient memory');
  return reasons;
}

/** Mean free share of cpu and memory once the pod is there, 0..1: the scheduler prefers the emptiest node. */
export function freeShare(available: NodeResources, used: NodeResources): number {
  const share = (free: number, all: number): number => (all === 0 ? 0 : free / all);
  const cpu = share(available.cpuMillicores - used.cpuMillicores, available.cpuMillicores);
  const memory = share(available.memoryBytes - used.memoryBytes, available.memoryBytes);
  return (cpu + memory) / 2;
}
