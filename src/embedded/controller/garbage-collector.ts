import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { resourceOf } from '../../cluster/resources.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import type { Component, StoreChange, World } from '../world.ts';

const reactionMs = 20;

/** Deletes what belonged to an object that is gone, in the background. */
export class GarbageCollector implements Component {
  /** Dependents by their owner's uid, then by their own. */
  readonly #dependents = new Map<string, Map<string, KubernetesObject>>();

  start(world: World): void {
    world.store.subscribe('all', (change) => this.#follow(world, change));
  }

  #follow(world: World, { type, object, previous }: StoreChange): void {
    const { uid = '', ownerReferences = [] } = object.metadata;
    const before = previous?.metadata.ownerReferences ?? [];
    // Someone may have let go of it: an owner that it no longer names takes nothing along.
    if (before !== object.metadata.ownerReferences) for (const owner of before) this.#forget(owner.uid, uid);
    for (const owner of ownerReferences) {
      if (type === 'DELETED') this.#forget(owner.uid, uid);
      else this.#remember(owner.uid, uid, object);
    }
    if (type !== 'DELETED' || !this.#dependents.has(uid)) return;
    world.clock.after(reactionMs, () => this.#deleteDependents(world, uid));
  }

  #remember(ownerUid: string, uid: string, object: KubernetesObject): void {
    let dependents = this.#dependents.get(ownerUid);
    if (dependents === undefined) {
      dependents = new Map();
      this.#dependents.set(ownerUid, dependents);
    }
    dependents.set(uid, object);
  }

  #forget(ownerUid: string, uid: string): void {
    const dependents = this.#dependents.get(ownerUid);
    dependents?.delete(uid);
    if (dependents?.size === 0) this.#dependents.delete(ownerUid);
  }

  #deleteDependents({ store, clock }: World, ownerUid: string): void {
    for (const { apiVersion, kind, metadata } of [...(this.#dependents.get(ownerUid)?.values() ?? [])]) {
      const type = resourceOf({ apiVersion, kind });
      if (type !== undefined) deleteGracefully(store, clock, type, metadata.namespace, metadata.name);
    }
  }
}
