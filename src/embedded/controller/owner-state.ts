import type { KubernetesObject, OwnerReference } from '../../autoscaling/objects.ts';
import { resourceOf } from '../../cluster/resources.ts';
import { foregroundDeletion } from '../store/graceful-deletion.ts';
import type { ObjectStore } from '../world.ts';

/** How an owner stands to an object that names it. */
export type OwnerState =
  /** It is there, or of a kind that cannot be looked up: it keeps the object. */
  | 'solid'
  /** It goes once its dependents have gone. */
  | 'waiting'
  /** It is gone, or another object has its name now. */
  | 'absent';

export function ownerState(store: ObjectStore, owner: OwnerReference, namespace: string | undefined): OwnerState {
  const type = resourceOf(owner);
  if (type === undefined) return 'solid';
  const found = store.get(type, namespace, owner.name);
  if (found?.metadata.uid !== owner.uid || found === undefined) return 'absent';
  return waitsForDependents(found) ? 'waiting' : 'solid';
}

/** Being deleted in the foreground. */
export function waitsForDependents(object: KubernetesObject): boolean {
  return object.metadata.deletionTimestamp !== undefined && hasFinalizer(object, foregroundDeletion);
}

export function hasFinalizer({ metadata }: KubernetesObject, finalizer: string): boolean {
  return metadata.finalizers?.includes(finalizer) ?? false;
}

/** Takes a finalizer away: an object that is being deleted goes with its last one. */
export function releaseFinalizer(store: ObjectStore, object: KubernetesObject, finalizer: string): void {
  const { finalizers = [], ...metadata } = object.metadata;
  const left = finalizers.filter((other) => other !== finalizer);
  store.update({ ...object, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } });
}

/** Takes owners away from an object. */
export function releaseOwners(
  store: ObjectStore,
  object: KubernetesObject,
  gone: (owner: OwnerReference) => boolean,
): void {
  const { ownerReferences = [], ...metadata } = object.metadata;
  const left = ownerReferences.filter((owner) => !gone(owner));
  if (left.length === ownerReferences.length) return;
  store.update({ ...object, metadata: left.length === 0 ? metadata : { ...metadata, ownerReferences: left } });
}
