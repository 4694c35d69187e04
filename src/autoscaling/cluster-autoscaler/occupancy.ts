import { epochMs } from '../units.ts';
import type { NodeTemplate, SimulatedNode, SimulatedPod } from './model.ts';

/** A node with the pods a simulation has put on it. Sums are kept, so that a fit costs no walk over the pods. */
export class NodeOccupancy {
  readonly node: SimulatedNode;
  readonly #pods = new Set<SimulatedPod>();
  #cpuMillicores = 0;
  #memoryBytes = 0;

  constructor(node: SimulatedNode, pods: readonly SimulatedPod[] = []) {
    this.node = node;
    for (const pod of pods) this.add(pod);
  }

  get pods(): readonly SimulatedPod[] {
    return [...this.#pods];
  }

  get podCount(): number {
    return this.#pods.size;
  }

  get requestedCpuMillicores(): number {
    return this.#cpuMillicores;
  }

  get requestedMemoryBytes(): number {
    return this.#memoryBytes;
  }

  add(pod: SimulatedPod): void {
    if (this.#pods.has(pod)) return;
    this.#pods.add(pod);
    this.#cpuMillicores += pod.requests.cpuMillicores;
    this.#memoryBytes += pod.requests.memoryBytes;
  }

  remove(pod: SimulatedPod): void {
    if (!this.#pods.delete(pod)) return;
    this.#cpuMillicores -= pod.requests.cpuMillicores;
    this.#memoryBytes -= pod.requests.memoryBytes;
  }
}

/** The nodes of a cluster with the pods bound to them, in the order of the nodes. */
export function occupancyOf(
  nodes: readonly SimulatedNode[],
  scheduledPods: readonly SimulatedPod[],
): readonly NodeOccupancy[] {
  const podsByNode = Map.groupBy(scheduledPods, ({ nodeName }) => nodeName ?? '');
  return nodes.map((node) => new NodeOccupancy(node, podsByNode.get(node.name)));
}

/** A node as a group would add it: with its DaemonSet pods, otherwise empty. */
export function freshNode(template: NodeTemplate, nodeGroup: string, name: string): NodeOccupancy {
  const { labels, taints, capacity, allocatable, daemonSetPods } = template;
  const node: SimulatedNode = {
    name,
    nodeGroup,
    createdAt: epochMs(0),
    labels: { ...labels, 'kubernetes.io/hostname': name },
    annotations: {},
    taints,
    unschedulable: false,
    ready: true,
    capacity,
    allocatable,
  };
  return new NodeOccupancy(node, daemonSetPods);
}
