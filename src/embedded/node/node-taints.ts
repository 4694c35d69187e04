import { formatTime } from '../../autoscaling/units.ts';
import type { Node, Taint } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import type { Component, World } from '../world.ts';

/** A kubelet registers with it; it goes when the node is ready. */
export const notReadyTaint: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };
const unschedulableTaint: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

const reactionMs = 20;

/** Keeps the taints that tell a node's state in step with it, as the node lifecycle controller does. */
export class NodeTaints implements Component {
  start(world: World): void {
    const queue = new WorkQueue(world.clock, (name) => reconcile(world, name));
    world.store.subscribe(resources.nodes, ({ type, object }) => {
      if (type !== 'DELETED' && !isInStep(object as Node)) queue.add(object.metadata.name, reactionMs);
    });
  }
}

export function isNodeReady({ status }: Node): boolean {
  return (status?.conditions ?? []).some(({ type, status: value }) => type === 'Ready' && value === 'True');
}

/** The node with one more taint; the node itself when it has one of that key and effect. */
export function withTaint(node: Node, taint: Taint): Node {
  const taints = node.spec?.taints ?? [];
  if (taints.some((known) => isSameTaint(known, taint))) return node;
  return { ...node, spec: { ...node.spec, taints: [...taints, taint] } };
}

/** The node without the taint; the node itself when it had none. */
export function withoutTaint(node: Node, taint: Pick<Taint, 'key' | 'effect'>): Node {
  const { taints = [], ...spec } = node.spec ?? {};
  const left = taints.filter((known) => !isSameTaint(known, taint));
  if (left.length === taints.length) return node;
  return { ...node, spec: left.length === 0 ? spec : { ...spec, taints: left } };
}

function wanted(node: Node): readonly (readonly [taint: Taint, isWanted: boolean])[] {
  return [
    [notReadyTaint, !isNodeReady(node)],
    [unschedulableTaint, node.spec?.unschedulable === true],
  ];
}

function isInStep(node: Node): boolean {
  const taints = node.spec?.taints ?? [];
  return wanted(node).every(([taint, isWanted]) => taints.some((known) => isSameTaint(known, taint)) === isWanted);
}

function reconcile({ store, clock }: World, name: string): void {
  const node = store.get<Node>(resources.nodes, undefined, name);
  if (!node) return;
  let next = node;
  for (const [taint, isWanted] of wanted(node)) {
    next = isWanted ? withTaint(next, { ...taint, timeAdded: formatTime(clock.now()) }) : withoutTaint(next, taint);
  }
  if (next !== node) store.update(next);
}

function isSameTaint(a: Pick<Taint, 'key' | 'effect'>, b: Pick<Taint, 'key' | 'effect'>): boolean {
  return a.key === b.key && a.effect === b.effect;
}
