import { tolerates } from '../../autoscaling/cluster-autoscaler/predicates.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import type { Node, Taint } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { isActive } from '../controller/pod-state.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import type { Component, StoreChange, World } from '../world.ts';

const reactionMs = 20;
const component = 'taint-eviction-controller';

/** Deletes pods from nodes with a NoExecute taint that they do not tolerate, or not for longer (taint-eviction-controller). */
export class TaintEviction implements Component {
  /** When each NoExecute taint of each node was first seen: patience counts from there. */
  readonly #seenAt = new Map<string, ReadonlyMap<string, EpochMs>>();

  start(world: World): void {
    const queue = new WorkQueue(world.clock, (nodeName) => {
      const nextAt = this.#sweep(world, nodeName);
      if (Number.isFinite(nextAt)) queue.add(nodeName, nextAt - world.clock.now());
    });
    world.store.subscribe(resources.nodes, (change) => this.#nodeChanged(world, queue, change));
    world.store.subscribe(resources.pods, ({ type, object, previous }) => {
      const { nodeName } = (object as Pod).spec;
      if (type === 'DELETED' || nodeName === undefined || (previous as Pod | undefined)?.spec.nodeName) return;
      if (this.#seenAt.has(nodeName)) queue.add(nodeName, reactionMs);
    });
  }

  #nodeChanged(world: World, queue: WorkQueue, { type, object }: StoreChange): void {
    const { name } = object.metadata;
    const taints = type === 'DELETED' ? [] : executing(object as Node);
    const before = this.#seenAt.get(name);
    if (taints.length === 0) {
      this.#seenAt.delete(name);
      return;
    }
    this.#seenAt.set(name, new Map(taints.map(({ key }) => [key, before?.get(key) ?? world.clock.now()])));
    queue.add(name, reactionMs);
  }

  /** Deletes what must go now. Returns when the patience of the next pod ends; Infinity: none will go. */
  #sweep({ store, clock, events }: World, nodeName: string): number {
    let nextAt = Number.POSITIVE_INFINITY;
    const node = store.get<Node>(resources.nodes, undefined, nodeName);
    const taints = node ? executing(node) : [];
    const seenAt = this.#seenAt.get(nodeName);
    for (const pod of store.list<Pod>(resources.pods)) {
      if (pod.spec.nodeName !== nodeName || !isActive(pod)) continue;
      const goesAt = Math.min(...taints.map((taint) => borneUntil(pod, taint, seenAt?.get(taint.key) ?? clock.now())));
      const { namespace, name } = pod.metadata;
      if (goesAt <= clock.now()) {
        const message = `Marking for deletion Pod ${namespace}/${name}`;
        events.record(pod, 'Normal', 'TaintManagerEviction', message, component);
        deleteGracefully(store, clock, resources.pods, namespace, name);
      } else {
        nextAt = Math.min(nextAt, goesAt);
      }
    }
    return nextAt;
  }
}

function executing({ spec }: Node): readonly Taint[] {
  return (spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
}

/**
 * Until when the pod stays with a taint that was there since `seenAt`: its most impatient toleration counts. A moment that has
 * passed where it has none; Infinity where it does not mind.
 */
function borneUntil({ spec, status }: Pod, taint: Taint, seenAt: EpochMs): number {
  const matching = (spec.tolerations ?? []).filter((toleration) => tolerates(toleration, taint));
  if (matching.length === 0) return Number.NEGATIVE_INFINITY;
  const since = Math.max(seenAt, parseTime(status?.startTime) ?? seenAt);
  const seconds = Math.min(...matching.map(({ tolerationSeconds }) => tolerationSeconds ?? Number.POSITIVE_INFINITY));
  return since + seconds * 1000;
}
