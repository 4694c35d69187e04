import type { KubernetesObject } from '../../autoscaling/objects.ts';

/** What a client sends for a new object, without what only the server sets. */
export function newObject({ status: _status, ...object }: KubernetesObject): KubernetesObject {
  const { name, generateName, namespace, labels, annotations, ownerReferences, finalizers } = object.metadata;
  const metadata = { name, generateName, namespace, labels, annotations, ownerReferences, finalizers };
  const present = Object.entries(metadata).filter(([, value]) => value !== undefined);
  return { ...object, metadata: { ...Object.fromEntries(present), name } } as KubernetesObject;
}

/**
 * What a client sends in the place of `live`, with the parts that are not the client's to change taken from it. Managed fields are kept, unless
 * the client names others: it may hand fields back to whoever had them.
 */
export function replacing(live: KubernetesObject, object: KubernetesObject): KubernetesObject {
  const { deletionTimestamp, deletionGracePeriodSeconds, generateName, resourceVersion } = live.metadata;
  const { managedFields: sent } = object.metadata;
  const managedFields = sent?.length ? sent : live.metadata.managedFields;
  const { status: _status, ...rest } = object;
  const kept = { deletionTimestamp, deletionGracePeriodSeconds, managedFields, generateName, resourceVersion };
  const present = Object.entries(kept).filter(([, value]) => value !== undefined);
  const {
    deletionTimestamp: _deletionTimestamp,
    deletionGracePeriodSeconds: _deletionGracePeriodSeconds,
    managedFields: _managedFields,
    generateName: _generateName,
    ...metadata
  } = object.metadata;
  return {
    ...rest,
    metadata: { ...metadata, ...Object.fromEntries(present) },
    ...(live.status === undefined ? {} : { status: live.status }),
  } as KubernetesObject;
}
