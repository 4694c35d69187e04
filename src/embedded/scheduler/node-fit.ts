import type { Container, Pod } from '../../autoscaling/objects.ts';
import { parseMilli } from '../../autoscaling/quantity/milli.ts';
import type { Node } from '../../cluster/objects.ts';

/** What pods ask of a node, or a node has to give. */
export interface NodeResources {
  readonly cpuMilli: bigint;
  readonly memoryMilliBytes: bigint;
  readonly pods: number;
}

/** What the scheduler reserves for a pod: its containers together, or its largest init container where that is more. */
export function podRequests(pod: Pod): NodeResources {
  return {
    cpuMilli: effectiveRequest(pod, 'cpu'),
    memoryMilliBytes: effectiveRequest(pod, 'memory'),
    pods: 1,
  };
}

export function allocatable(node: Node): NodeResources {
  const resources = node.status?.allocatable ?? {};
  return {
    cpuMilli: parseMilli(resources.cpu ?? '0'),
    memoryMilliBytes: parseMilli(resources.memory ?? '0'),
    pods: Number(resources.pods ?? '110'),
  };
}

export function sum(a: NodeResources, b: NodeResources): NodeResources {
  return {
    cpuMilli: a.cpuMilli + b.cpuMilli,
    memoryMilliBytes: a.memoryMilliBytes + b.memoryMilliBytes,
    pods: a.pods + b.pods,
  };
}

export function difference(a: NodeResources, b: NodeResources): NodeResources {
  return {
    cpuMilli: a.cpuMilli - b.cpuMilli,
    memoryMilliBytes: a.memoryMilliBytes - b.memoryMilliBytes,
    pods: a.pods - b.pods,
  };
}

/** What a node lacks for the pod, in the scheduler's words; empty when it has room. */
export function shortages(available: NodeResources, used: NodeResources, wanted: NodeResources): readonly string[] {
  const reasons: string[] = [];
  if (used.pods + wanted.pods > available.pods) reasons.push('Too many pods');
  // A pod that requests nothing of a resource fits even where requests exceed what is allocatable.
  if (wanted.cpuMilli > 0n && used.cpuMilli + wanted.cpuMilli > available.cpuMilli) reasons.push('Insufficient cpu');
  if (wanted.memoryMilliBytes > 0n && used.memoryMilliBytes + wanted.memoryMilliBytes > available.memoryMilliBytes) {
    reasons.push('Insufficient memory');
  }
  return reasons;
}

/** Mean free share of cpu and memory once the pod is there, 0..1: the scheduler prefers the emptiest node. */
export function freeShare(available: NodeResources, used: NodeResources): number {
  const share = (free: bigint, all: bigint): number => (all === 0n ? 0 : Number(free) / Number(all));
  const cpu = share(available.cpuMilli - used.cpuMilli, available.cpuMilli);
  const memory = share(available.memoryMilliBytes - used.memoryMilliBytes, available.memoryMilliBytes);
  return (cpu + memory) / 2;
}

function effectiveRequest({ spec }: Pod, resource: 'cpu' | 'memory'): bigint {
  const podLevel = spec.resources?.requests?.[resource];
  if (podLevel !== undefined) return parseMilli(podLevel);
  const request = ({ resources }: Container): bigint => parseMilli(resources?.requests?.[resource] ?? '0');
  const total = (containers: readonly Container[]): bigint => containers.reduce((all, c) => all + request(c), 0n);
  const init = spec.initContainers ?? [];
  const sidecars = total(init.filter(({ restartPolicy }) => restartPolicy === 'Always'));
  const running = total(spec.containers) + sidecars;
  let most = running;
  for (const one of init.map(request)) if (one + sidecars > most) most = one + sidecars;
  return most;
}
