import type { KubernetesObject, ObjectMeta, OwnerReference } from '../../autoscaling/objects.ts';
import type { ResourceType } from '../../cluster/port.ts';
import type { ObjectStore } from '../world.ts';

/** `namespace/name` of an object, the key controllers queue it under. */
export function keyOf(object: { readonly metadata: ObjectMeta }): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

export function splitKey(key: string): readonly [namespace: string, name: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}

/** The reference that makes `owner` the controller of a new object. */
export function controllerReference(owner: KubernetesObject): OwnerReference {
  const { name, uid = '' } = owner.metadata;
  return { apiVersion: owner.apiVersion, kind: owner.kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** The controller an object belongs to. */
export function controllerOf(object: KubernetesObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((reference) => reference.controller);
}

/** Objects of a type that `owner` controls, in creation order. */
export function controlledBy<T extends KubernetesObject>(
  store: ObjectStore,
  type: ResourceType,
  owner: KubernetesObject,
): readonly T[] {
  return store
    .list<T>(type, owner.metadata.namespace)
    .filter((object) => controllerOf(object)?.uid === owner.metadata.uid);
}
