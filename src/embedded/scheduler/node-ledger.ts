import type { Pod } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { isFinished } from '../controller/pod-state.ts';
import type { ObjectStore } from '../world.ts';
import { difference, type NodeResources, podRequests, sum } from './node-fit.ts';

const nothing: NodeResources = { cpuMilli: 0n, memoryMilliBytes: 0n, pods: 0 };

interface Entry {
  readonly node: string;
  readonly requests: NodeResources;
}

/** What the pods of each node request together, kept as pods come and go, so that placing one does not walk over all. */
export class NodeLedger {
  readonly #entries = new Map<string, Entry>();
  readonly #used = new Map<string, NodeResources>();

  /** Follows the pods from now on; to be called before there are any. */
  follow(store: ObjectStore): void {
    store.subscribe(resources.pods, ({ type, object }) => {
      const pod = object as Pod;
      const { uid = '' } = pod.metadata;
      const { nodeName } = pod.spec;
      const counts = type !== 'DELETED' && nodeName !== undefined && !isFinished(pod);
      const known = this.#entries.get(uid);
      if (counts && known === undefined) this.#add(uid, { node: nodeName, requests: podRequests(pod) });
      if (!counts && known !== undefined) this.#remove(uid, known);
    });
  }

  usedOn(node: string): NodeResources {
    return this.#used.get(node) ?? nothing;
  }

  #add(uid: string, entry: Entry): void {
    this.#entries.set(uid, entry);
    this.#used.set(entry.node, sum(this.usedOn(entry.node), entry.requests));
  }

  #remove(uid: string, { node, requests }: Entry): void {
    this.#entries.delete(uid);
    const left = difference(this.usedOn(node), requests);
    if (left.pods === 0) this.#used.delete(node);
    else this.#used.set(node, left);
  }
}
