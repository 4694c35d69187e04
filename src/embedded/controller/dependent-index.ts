import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { StoreChange } from '../world.ts';

/** Which objects name which owners, kept up with the changes of a store. */
export class DependentIndex {
  /** Dependents by their owner's uid, then by their own. */
  readonly #byOwner = new Map<string, Map<string, KubernetesObject>>();

  /** Returns whether the change is one of ownership: an object came, went, or changed its owners. */
  follow({ type, object, previous }: StoreChange): boolean {
    const { uid = '', ownerReferences = [] } = object.metadata;
    const before = previous?.metadata.ownerReferences ?? [];
    const changed = type !== 'MODIFIED' || previous?.metadata.ownerReferences !== object.metadata.ownerReferences;
    // Someone may have let go of it: an owner that it no longer names takes nothing along.
    if (changed) for (const owner of before) this.#forget(owner.uid, uid);
    for (const owner of ownerReferences) {
      if (type === 'DELETED') this.#forget(owner.uid, uid);
      else this.#remember(owner.uid, uid, object);
    }
    return changed && ownerReferences.length + before.length > 0;
  }

  has(ownerUid: string): boolean {
    return this.#byOwner.has(ownerUid);
  }

  /** In the order in which they came to belong to the owner. */
  of(ownerUid: string): readonly KubernetesObject[] {
    return [...(this.#byOwner.get(ownerUid)?.values() ?? [])];
  }

  #remember(ownerUid: string, uid: string, object: KubernetesObject): void {
    let dependents = this.#byOwner.get(ownerUid);
    if (dependents === undefined) {
      dependents = new Map();
      this.#byOwner.set(ownerUid, dependents);
    }
    dependents.set(uid, object);
  }

  #forget(ownerUid: string, uid: string): void {
    const dependents = this.#byOwner.get(ownerUid);
    dependents?.delete(uid);
    if (dependents?.size === 0) this.#byOwner.delete(ownerUid);
  }
}
