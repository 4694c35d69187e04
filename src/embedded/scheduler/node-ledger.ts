import { nodeResources } from '../../autoscaling/cluster-autoscaler/from-objects.ts';
import type { NodeResources } from '../../autoscaling/cluster-autoscaler/model.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import type { Node } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { isFinished } from '../controller/pod-state.ts';
import type { ObjectStore } from '../world.ts';
import type { NodeRoom } from './node-filter.ts';
import { demandOf, difference, sum } from './node-fit.ts';

const nothing: NodeResources = { cpuMillicores: 0, memoryBytes: 0, pods: 0 };

interface Entry {
  readonly node: string;
  readonly spec: Pod['spec'];
  readonly demand: NodeResources;
}

/** What each node has and what its pods request of it, kept as they come and go, so that placing a pod does not walk over all. */
export class NodeLedger {
  readonly #entries = new Map<string, Entry>();
  readonly #used = new Map<string, NodeResources>();
  readonly #available = new WeakMap<Node, NodeResources>();

  /** Follows the pods from now on; to be called before there are any. */
  follow(store: ObjectStore): void {
    store.subscribe(resources.pods, ({ type, object }) => {
      const pod = object as Pod;
      const { uid = '' } = pod.metadata;
      const { nodeName } = pod.spec;
      const known = this.#entries.get(uid);
      const node = type === 'DELETED' || isFinished(pod) ? undefined : nodeName;
      if (known?.spec === pod.spec && known.node === node) return;
      if (known) this.#remove(uid, known);
      if (node !== undefined) this.#add(uid, { node, spec: pod.spec, demand: demandOf(pod) });
    });
  }

  room(node: Node): NodeRoom {
    let available = this.#available.get(node);
    if (!available) {
      available = nodeResources(node.status?.allocatable);
      this.#available.set(node, available);
    }
    return { node, available, used: this.#usedOn(node.metadata.name) };
  }

  #usedOn(node: string): NodeResources {
    return this.#used.get(node) ?? nothing;
  }

  #add(uid: string, entry: Entry): void {
    this.#entries.set(uid, entry);
    this.#used.set(entry.node, sum(this.#usedOn(entry.node), entry.demand));
  }

  #remove(uid: string, { node, demand }: Entry): void {
    this.#entries.delete(uid);
    const left = difference(this.#usedOn(node), demand);
    if (left.pods === 0) this.#used.delete(node);
    else this.#used.set(node, left);
  }
}
