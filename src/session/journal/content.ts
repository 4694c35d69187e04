import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../autoscaling/objects.ts';

/** What KEDA's operator adds to a ScaledObject by itself. */
const operatorsLabel = 'scaledobject.keda.sh/name';

/**
 * What a person can have written: the object without its status and without what the server and controllers keep in the metadata. Objects
 * that are the same in this are the same to whoever made them.
 */
export function contentOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  const { status: _status, metadata, ...rest } = object;
  const { name, namespace, labels = {}, annotations = {}, ownerReferences } = metadata;
  const { [operatorsLabel]: _label, ...own } = labels;
  // What was read from a server has no undefined fields; what was put together here may.
  return JSON.parse(
    JSON.stringify({ ...rest, metadata: { name, namespace, labels: own, annotations, ownerReferences } }),
  ) as Record<string, unknown>;
}

export function isSameContent(a: KubernetesObject | null, b: KubernetesObject | null): boolean {
  if (a === null || b === null) return a === b;
  return isDeepStrictEqual(contentOf(a), contentOf(b));
}

/** `spec.replicas`; undefined where there is none. */
export function replicasOf(object: KubernetesObject): number | undefined {
  const replicas = (object.spec as { readonly replicas?: unknown } | undefined)?.replicas;
  return typeof replicas === 'number' ? replicas : undefined;
}
