import type { Condition, Pod } from '../../autoscaling/objects.ts';
import type { Node } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { withConditions } from '../controller/conditions.ts';
import { keyOf, splitKey } from '../controller/ownership.ts';
import { isFinished } from '../controller/pod-state.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import type { Component, ObjectStore, StoreChange, World } from '../world.ts';
import { allocatable, freeShare, misfits, type NodeResources, podRequests, sum } from './node-fit.ts';

const component = 'default-scheduler';
const schedulingMs = 10;
const nothing: NodeResources = { cpuMilli: 0n, memoryMilliBytes: 0n, pods: 0 };

interface Candidate {
  readonly name: string;
  readonly available: NodeResources;
  readonly used: NodeResources;
}

/** Binds pods to the emptiest node that has room for what they request; the others stay Pending until room appears. */
export class Scheduler implements Component {
  readonly #unschedulable = new Set<string>();

  start(world: World): void {
    const queue = new WorkQueue(world.clock, (key) => this.#schedule(world, key));
    const retryAll = (): void => {
      for (const key of this.#unschedulable) queue.add(key, schedulingMs);
    };
    world.store.subscribe(resources.nodes, retryAll);
    world.store.subscribe(resources.pods, (change) => {
      const pod = change.object as Pod;
      if (change.type === 'DELETED') this.#unschedulable.delete(keyOf(pod));
      if (change.type === 'ADDED' && pod.spec.nodeName === undefined) queue.add(keyOf(pod), schedulingMs);
      if (freesNode(change)) retryAll();
    });
  }

  #schedule(world: World, key: string): void {
    const pod = world.store.get<Pod>(resources.pods, ...splitKey(key));
    this.#unschedulable.delete(key);
    if (pod === undefined || pod.spec.nodeName !== undefined || pod.metadata.deletionTimestamp !== undefined) return;

    const wanted = podRequests(pod);
    const candidates = nodeUsage(world.store);
    const reasons = candidates.map(({ available, used }) => misfits(available, used, wanted));
    const fitting = candidates.filter((_, index) => reasons[index]?.length === 0);
    const best = fitting.toSorted((a, b) => share(b, wanted) - share(a, wanted))[0];
    if (best === undefined) {
      this.#unschedulable.add(key);
      refuse(world, pod, failureMessage(candidates.length, reasons.flat()));
    } else {
      bind(world, pod, best.name);
    }
  }
}

function share({ available, used }: Candidate, wanted: NodeResources): number {
  return freeShare(available, sum(used, wanted));
}

/** A pod that leaves its node or ends gives its requests back. */
function freesNode({ type, object, previous }: StoreChange): boolean {
  if (type === 'DELETED') return true;
  return isFinished(object as Pod) && previous !== undefined && !isFinished(previous as Pod);
}

function nodeUsage(store: ObjectStore): readonly Candidate[] {
  const used = new Map<string, NodeResources>();
  for (const pod of store.list<Pod>(resources.pods)) {
    const { nodeName } = pod.spec;
    if (nodeName === undefined || isFinished(pod)) continue;
    used.set(nodeName, sum(used.get(nodeName) ?? nothing, podRequests(pod)));
  }
  return store.list<Node>(resources.nodes).map((node) => ({
    name: node.metadata.name,
    available: allocatable(node),
    used: used.get(node.metadata.name) ?? nothing,
  }));
}

function bind({ store, events, clock }: World, pod: Pod, nodeName: string): void {
  const scheduled = withConditions(pod.status?.conditions, [{ type: 'PodScheduled', status: 'True' }], clock.now());
  store.update<Pod>({
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: { ...pod.status, conditions: scheduled },
  });
  const { namespace, name } = pod.metadata;
  events.record(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${nodeName}`, component);
}

function refuse({ store, events, clock }: World, pod: Pod, message: string): void {
  events.record(pod, 'Warning', 'FailedScheduling', message, component);
  const condition: Condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
  const conditions = withConditions(pod.status?.conditions, [condition], clock.now());
  store.updateStatus<Pod>({ ...pod, status: { ...pod.status, conditions } });
}

function failureMessage(nodes: number, reasons: readonly string[]): string {
  if (nodes === 0) return 'no nodes available to schedule pods';
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const list = [...counts].map(([reason, count]) => `${count} ${reason}`).toSorted();
  const victims = `${nodes} No preemption victims found for incoming pod.`;
  return `0/${nodes} nodes are available: ${list.join(', ')}. preemption: 0/${nodes} nodes are available: ${victims}`;
}
