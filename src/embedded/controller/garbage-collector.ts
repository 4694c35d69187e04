import type { KubernetesObject, OwnerReference } from '../../autoscaling/objects.ts';
import { resourceOf } from '../../cluster/resources.ts';
import { deleteGracefully, foregroundDeletion, orphanDependents } from '../store/graceful-deletion.ts';
import type { Component, ObjectStore, StoreChange, World } from '../world.ts';
import { DependentIndex } from './dependent-index.ts';
import { hasFinalizer, ownerState, releaseFinalizer, releaseOwners, waitsForDependents } from './owner-state.ts';

const reactionMs = 20;

/**
 * Deletes what belonged to objects that are gone, and sees to the dependents of those that are deleted in the foreground or shall leave
 * orphans. An object with several owners stays for as long as one of them does. (kube-controller-manager, garbagecollector.go)
 */
export class GarbageCollector implements Component {
  readonly #dependents = new DependentIndex();
  /** Owners being deleted whose dependents are looked at soon, by uid. */
  readonly #due = new Set<string>();

  start(world: World): void {
    world.store.subscribe('all', (change) => this.#follow(world, change));
  }

  #follow(world: World, change: StoreChange): void {
    const { type, object, previous } = change;
    const { uid = '', ownerReferences = [], namespace } = object.metadata;
    const changed = this.#dependents.follow(change);
    if (type === 'DELETED') {
      if (this.#dependents.has(uid)) world.clock.after(reactionMs, () => this.#collectDependents(world, uid));
    } else if (object.metadata.deletionTimestamp !== undefined && asksForCare(object)) {
      this.#seeToDependentsSoon(world, object);
    } else if (changed && hasAbsentOwner(world.store, ownerReferences, namespace)) {
      world.clock.after(reactionMs, () => this.#collect(world, object));
    }
    if (changed)
      this.#tellWaitingOwners(world, [...ownerReferences, ...(previous?.metadata.ownerReferences ?? [])], namespace);
  }

  /** An owner that waits for its dependents may have lost the last one. */
  #tellWaitingOwners(world: World, owners: readonly OwnerReference[], namespace: string | undefined): void {
    for (const owner of owners) {
      if (ownerState(world.store, owner, namespace) !== 'waiting') continue;
      const found = stored(world.store, { ...owner, metadata: { name: owner.name, namespace, uid: owner.uid } });
      if (found !== undefined) this.#seeToDependentsSoon(world, found);
    }
  }

  #seeToDependentsSoon(world: World, owner: KubernetesObject): void {
    const { uid = '' } = owner.metadata;
    if (this.#due.has(uid)) return;
    this.#due.add(uid);
    world.clock.after(reactionMs, () => {
      this.#due.delete(uid);
      this.#seeToDependents(world, owner);
    });
  }

  #seeToDependents(world: World, owner: KubernetesObject): void {
    const { store } = world;
    const { uid = '' } = owner.metadata;
    const live = stored(store, owner);
    if (live?.metadata.deletionTimestamp === undefined) return;
    const dependents = this.#dependents.of(uid);
    if (hasFinalizer(live, orphanDependents)) {
      for (const dependent of dependents) orphan(store, dependent, uid);
      releaseFinalizer(store, live, orphanDependents);
    } else if (waitsForDependents(live)) {
      if (dependents.some((dependent) => blocks(dependent, uid))) this.#collectDependents(world, uid);
      else releaseFinalizer(store, live, foregroundDeletion);
    }
  }

  #collectDependents(world: World, ownerUid: string): void {
    for (const dependent of this.#dependents.of(ownerUid)) this.#collect(world, dependent);
  }

  /** Deletes an object that no owner keeps; one that is kept lets go of the owners that do not. */
  #collect({ store, clock }: World, dependent: KubernetesObject): void {
    const live = stored(store, dependent);
    const type = resourceOf(dependent);
    if (live === undefined || type === undefined || live.metadata.deletionTimestamp !== undefined) return;
    const { namespace, name, uid = '', ownerReferences = [] } = live.metadata;
    if (ownerReferences.length === 0) return;
    const states = ownerReferences.map((owner) => ownerState(store, owner, namespace));
    if (states.includes('solid')) {
      const gone = new Set(ownerReferences.filter((_, index) => states[index] !== 'solid').map((owner) => owner.uid));
      releaseOwners(store, live, (owner) => gone.has(owner.uid));
      return;
    }
    const inForeground = states.includes('waiting') && this.#dependents.has(uid);
    deleteGracefully(store, clock, type, namespace, name, inForeground ? { propagation: 'Foreground' } : {});
  }
}

function asksForCare(object: KubernetesObject): boolean {
  return hasFinalizer(object, orphanDependents) || hasFinalizer(object, foregroundDeletion);
}

/** Whether an object names an owner that is not there, as after a create with an outdated reference. */
function hasAbsentOwner(store: ObjectStore, owners: readonly OwnerReference[], namespace: string | undefined): boolean {
  return owners.some((owner) => ownerState(store, owner, namespace) === 'absent');
}

function blocks({ metadata }: KubernetesObject, ownerUid: string): boolean {
  return (
    metadata.ownerReferences?.some((owner) => owner.uid === ownerUid && owner.blockOwnerDeletion === true) ?? false
  );
}

function orphan(store: ObjectStore, dependent: KubernetesObject, ownerUid: string): void {
  const live = stored(store, dependent);
  if (live !== undefined) releaseOwners(store, live, (owner) => owner.uid === ownerUid);
}

/** The object as it is now; undefined when it is gone, or another one has its name. */
function stored(
  store: ObjectStore,
  {
    apiVersion,
    kind,
    metadata,
  }: Pick<KubernetesObject, 'apiVersion' | 'kind'> & {
    readonly metadata: { readonly name: string; readonly namespace?: string | undefined; readonly uid?: string };
  },
): KubernetesObject | undefined {
  const type = resourceOf({ apiVersion, kind });
  const found = type && store.get(type, metadata.namespace, metadata.name);
  return found?.metadata.uid === metadata.uid ? found : undefined;
}
