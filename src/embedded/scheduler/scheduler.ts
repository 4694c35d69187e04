import type { Condition, Pod } from '../../autoscaling/objects.ts';
import type { Node } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { withConditions } from '../controller/conditions.ts';
import { keyOf, splitKey } from '../controller/ownership.ts';
import { isFinished } from '../controller/pod-state.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import type { Component, StoreChange, World } from '../world.ts';
import { failureMessage } from './failure-message.ts';
import { type Misfit, misfit } from './node-filter.ts';
import { demandOf } from './node-fit.ts';
import { NodeLedger } from './node-ledger.ts';
import { isBetter, type NodeScore, scoreOf } from './node-score.ts';

const component = 'default-scheduler';
const schedulingMs = 10;

/**
 * Binds pods to the emptiest node that lets them in and has room for what they request; the others stay Pending until a node
 * changes or room appears.
 */
export class Scheduler implements Component {
  readonly #unschedulable = new Set<string>();
  readonly #ledger = new NodeLedger();

  start(world: World): void {
    this.#ledger.follow(world.store);
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

    const found = this.#bestNode(pod, world.store.list<Node>(resources.nodes));
    if (typeof found === 'string') {
      bind(world, pod, found);
    } else {
      this.#unschedulable.add(key);
      refuse(world, pod, failureMessage(found));
    }
  }

  /** The name of the best node, the first of equals; or why no node can take the pod. */
  #bestNode(pod: Pod, nodes: readonly Node[]): string | readonly Misfit[] {
    const wanted = demandOf(pod);
    const misfits: Misfit[] = [];
    let best: { readonly name: string; readonly score: NodeScore } | undefined;
    for (const node of nodes) {
      const room = this.#ledger.room(node);
      const problem = misfit(pod, room, wanted);
      if (problem) {
        misfits.push(problem);
        continue;
      }
      const score = scoreOf(pod, room, wanted);
      if (best === undefined || isBetter(score, best.score)) best = { name: node.metadata.name, score };
    }
    return best?.name ?? misfits;
  }
}

/** A pod that leaves its node or ends gives its requests back. */
function freesNode({ type, object, previous }: StoreChange): boolean {
  if (type === 'DELETED') return true;
  return isFinished(object as Pod) && previous !== undefined && !isFinished(previous as Pod);
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
