import { isDaemonSetPod } from './model.ts';
import type { NodeOccupancy } from './occupancy.ts';

/** What share of a node's allocatable resources its pods request: 1 is all. Usage plays no role. */
export interface NodeUtilization {
  readonly cpu: number;
  readonly memory: number;
  readonly highest: number;
  /** Which of them is the highest. */
  readonly resource: 'cpu' | 'memory';
}

/** The utilization scale-down goes by. Without DaemonSet pods they are taken off both sides of the fraction. */
export function utilizationOf(occupancy: NodeOccupancy, ignoreDaemonSets: boolean): NodeUtilization {
  const { allocatable } = occupancy.node;
  let ignoredCpu = 0;
  let ignoredMemory = 0;
  if (ignoreDaemonSets) {
    for (const { requests } of occupancy.pods.filter(isDaemonSetPod)) {
      ignoredCpu += requests.cpuMillicores;
      ignoredMemory += requests.memoryBytes;
    }
  }
  const cpu = share(occupancy.requestedCpuMillicores - ignoredCpu, allocatable.cpuMillicores - ignoredCpu);
  const memory = share(occupancy.requestedMemoryBytes - ignoredMemory, allocatable.memoryBytes - ignoredMemory);
  return cpu > memory
    ? { cpu, memory, highest: cpu, resource: 'cpu' }
    : { cpu, memory, highest: memory, resource: 'memory' };
}

function share(requested: number, available: number): number {
  return available > 0 ? requested / available : 0;
}
