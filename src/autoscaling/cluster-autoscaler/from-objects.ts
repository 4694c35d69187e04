import type { Container, KubernetesObject, Pod, ResourceList } from '../objects.ts';
import { parseMilli } from '../quantity/milli.ts';
import { type EpochMs, epochMs, parseTime } from '../units.ts';
import type { NodeResources, PodRequests, SimulatedNode, SimulatedPod, Taint } from './model.ts';

/** How many pods a kubelet accepts where the node does not say. */
const defaultMaxPods = 110;

/** A v1 Node, as far as scheduling looks at it. */
export interface NodeObject extends KubernetesObject {
  readonly spec?: { readonly taints?: readonly Taint[]; readonly unschedulable?: boolean };
  readonly status?: {
    readonly capacity?: ResourceList;
    readonly allocatable?: ResourceList;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** What the simulations need of a pod. Throws QuantityError for requests that cannot be read. */
export function simulatedPod(pod: Pod): SimulatedPod {
  const { metadata, spec } = pod;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  return {
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    createdAt: createdAt(pod),
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    requests: podRequests(pod),
    nodeSelector: spec.nodeSelector ?? {},
    tolerations: spec.tolerations ?? [],
    priority: spec.priority ?? 0,
    usesLocalStorage: (spec.volumes ?? []).some(
      ({ emptyDir, hostPath }) => emptyDir !== undefined || hostPath !== undefined,
    ),
    ...(owner && { controller: { kind: owner.kind, uid: owner.uid } }),
    ...(spec.nodeName && { nodeName: spec.nodeName }),
  };
}

/** What the simulations need of a node; `nodeGroup` is known to the cloud, not to the node. */
export function simulatedNode(node: NodeObject, nodeGroup: string | undefined): SimulatedNode {
  const { metadata, spec, status } = node;
  const capacity = nodeResources(status?.capacity);
  return {
    name: metadata.name,
    createdAt: createdAt(node),
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    taints: spec?.taints ?? [],
    unschedulable: spec?.unschedulable ?? false,
    ready: (status?.conditions ?? []).some(({ type, status: value }) => type === 'Ready' && value === 'True'),
    capacity,
    allocatable: status?.allocatable ? nodeResources(status.allocatable) : capacity,
    ...(nodeGroup !== undefined && { nodeGroup }),
  };
}

/** Whether the scheduler has tried the pod and found no node: only then the autoscaler looks at it. */
export function isUnschedulable(pod: Pod): boolean {
  if (pod.spec.nodeName || pod.metadata.deletionTimestamp) return false;
  return (pod.status?.conditions ?? []).some(
    ({ type, status, reason }) => type === 'PodScheduled' && status === 'False' && reason === 'Unschedulable',
  );
}

/** The amounts as the simulations count: whole millicores, bytes and pods. */
export function nodeResources(resources: ResourceList = {}): NodeResources {
  return {
    cpuMillicores: milli(resources.cpu),
    memoryBytes: units(resources.memory),
    pods: resources.pods === undefined ? defaultMaxPods : units(resources.pods),
  };
}

/**
 * What the scheduler reserves for a pod: its pod-level requests, else the larger of what its containers need together with all
 * sidecars, and what each init container needs together with the sidecars started before it (KEP-753).
 */
export function podRequests({ spec }: Pod): PodRequests {
  const of = (resource: 'cpu' | 'memory', amount: (quantity: string | undefined) => number): number => {
    const podLevel = spec.resources?.requests?.[resource];
    if (podLevel !== undefined) return amount(podLevel);
    const request = ({ resources }: Container) => amount(resources?.requests?.[resource]);
    let sidecars = 0;
    let largestInit = 0;
    for (const container of spec.initContainers ?? []) {
      if (container.restartPolicy === 'Always') sidecars += request(container);
      else largestInit = Math.max(largestInit, sidecars + request(container));
    }
    const running = spec.containers.reduce((total, container) => total + request(container), sidecars);
    return Math.max(running, largestInit);
  };
  return { cpuMillicores: of('cpu', milli), memoryBytes: of('memory', units) };
}

function createdAt({ metadata }: KubernetesObject): EpochMs {
  return parseTime(metadata.creationTimestamp) ?? epochMs(0);
}

function milli(quantity: string | undefined): number {
  return quantity === undefined ? 0 : Number(parseMilli(quantity));
}

function units(quantity: string | undefined): number {
  return Math.ceil(milli(quantity) / 1000);
}
