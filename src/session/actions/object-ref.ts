import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ObjectRef } from '../../cluster/port.ts';
import { resourceOf } from '../../cluster/resources.ts';

/** The object with its namespace: a manifest may leave it to `-n`, which is the scenario's namespace here. */
export function inNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  if (object.metadata.namespace !== undefined || resourceOf(object)?.namespaced === false) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

export function refOf(object: KubernetesObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** Same text for references to the same object, whatever version of the API they were written against. */
export function refKey(ref: ObjectRef): string {
  const group = ref.apiVersion.includes('/') ? ref.apiVersion.slice(0, ref.apiVersion.indexOf('/')) : '';
  return `${group}/${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;
}
