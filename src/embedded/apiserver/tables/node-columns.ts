import type { Node } from '../../../cluster/objects.ts';
import { isNodeReady } from '../../node/node-taints.ts';
import { ageColumn, type Column, nameColumn, orNone, text, wide } from './column.ts';

const rolePrefix = 'node-role.kubernetes.io/';

/** What a table shows of a node's status besides what the cluster works with. */
interface NodeStatus {
  readonly addresses?: readonly { readonly type: string; readonly address: string }[];
  readonly nodeInfo?: {
    readonly kubeletVersion?: string;
    readonly osImage?: string;
    readonly kernelVersion?: string;
    readonly containerRuntimeVersion?: string;
  };
}

/** As printers/internalversion prints them. */
export const nodeColumns: readonly Column<Node>[] = [
  nameColumn,
  text('Status', stateOf),
  text('Roles', rolesOf),
  ageColumn,
  text('Version', (node) => infoOf(node).kubeletVersion ?? ''),
  wide('Internal-IP', (node) => addressOf(node, 'InternalIP')),
  wide('External-IP', (node) => addressOf(node, 'ExternalIP')),
  wide('OS-Image', (node) => infoOf(node).osImage || '<unknown>'),
  wide('Kernel-Version', (node) => infoOf(node).kernelVersion || '<unknown>'),
  wide('Container-Runtime', (node) => infoOf(node).containerRuntimeVersion || '<unknown>'),
];

function stateOf(node: Node): string {
  const isKnown = node.status?.conditions?.some(({ type }) => type === 'Ready');
  const state = isKnown ? (isNodeReady(node) ? 'Ready' : 'NotReady') : 'Unknown';
  return node.spec?.unschedulable ? `${state},SchedulingDisabled` : state;
}

function rolesOf({ metadata }: Node): string {
  const labels = Object.keys(metadata.labels ?? {}).filter((label) => label.startsWith(rolePrefix));
  return orNone(
    labels
      .map((label) => label.slice(rolePrefix.length))
      .toSorted()
      .join(','),
  );
}

function addressOf(node: Node, wanted: string): string {
  return orNone(statusOf(node).addresses?.find(({ type }) => type === wanted)?.address);
}

function infoOf(node: Node): NonNullable<NodeStatus['nodeInfo']> {
  return statusOf(node).nodeInfo ?? {};
}

function statusOf({ status }: Node): NodeStatus {
  return (status ?? {}) as NodeStatus;
}
