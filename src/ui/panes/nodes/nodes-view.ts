import {
  isUnschedulable,
  type NodeObject,
  podRequests,
  simulatedNode,
} from '../../../autoscaling/cluster-autoscaler/from-objects.ts';
import { nodePricePerHourUsd } from '../../../autoscaling/node-price.ts';
import type { Pod } from '../../../autoscaling/objects.ts';
import type { SessionState } from '../../../session/state.ts';

/** What the autoscaler or an administrator is about to do with a node, or that it cannot be used. */
export type NodeStanding = 'ready' | 'notReady' | 'cordoned' | 'unneeded' | 'leaving';

export interface NodeRow {
  readonly name: string;
  readonly standing: NodeStanding;
  /** Of the pods that are observed. */
  readonly pods: number;
  /** Requested over allocatable, 0..1. */
  readonly cpuShare: number;
  readonly memoryShare: number;
  readonly pricePerHourUsd: number | undefined;
}

export interface NodesView {
  readonly rows: readonly NodeRow[];
  /** Of all nodes together; undefined where one does not tell its price. */
  readonly pricePerHourUsd: number | undefined;
  /** Pods that no node has room for. */
  readonly unschedulable: number;
}

const leavingTaint = 'ToBeDeletedByClusterAutoscaler';
const candidateTaint = 'DeletionCandidateOfClusterAutoscaler';

/** Nodes by name, with what the observed pods request of them. */
export function nodesView({ others, pods }: Pick<SessionState, 'others' | 'pods'>): NodesView {
  const nodes = [...others.values()].filter((object): object is NodeObject => object.kind === 'Node');
  const podsOn = Map.groupBy([...pods.values()].filter(isBound), ({ spec }) => spec.nodeName ?? '');
  const rows = nodes
    .map((node) => rowOf(node, podsOn.get(node.metadata.name) ?? []))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const prices = rows.map(({ pricePerHourUsd }) => pricePerHourUsd);
  const isPriced = prices.length > 0 && prices.every((price) => price !== undefined);
  return {
    rows,
    pricePerHourUsd: isPriced ? prices.reduce<number>((sum, price) => sum + (price ?? 0), 0) : undefined,
    unschedulable: [...pods.values()].filter(isUnschedulable).length,
  };
}

function isBound({ spec, status }: Pod): boolean {
  return spec.nodeName !== undefined && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

function rowOf(object: NodeObject, pods: readonly Pod[]): NodeRow {
  const node = simulatedNode(object, undefined);
  const requests = pods.map(podRequests);
  const shareOf = (resource: 'cpuMillicores' | 'memoryBytes') => {
    const available = node.allocatable[resource];
    return available === 0 ? 0 : requests.reduce((sum, request) => sum + request[resource], 0) / available;
  };
  return {
    name: node.name,
    standing: standingOf(node),
    pods: pods.length,
    cpuShare: shareOf('cpuMillicores'),
    memoryShare: shareOf('memoryBytes'),
    pricePerHourUsd: nodePricePerHourUsd(object),
  };
}

function standingOf({ taints, ready, unschedulable }: ReturnType<typeof simulatedNode>): NodeStanding {
  const hasTaint = (wanted: string) => taints.some(({ key }) => key === wanted);
  if (hasTaint(leavingTaint)) return 'leaving';
  if (!ready) return 'notReady';
  if (unschedulable) return 'cordoned';
  return hasTaint(candidateTaint) ? 'unneeded' : 'ready';
}
