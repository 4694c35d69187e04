import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { isFields } from '../managed-fields/leaf-paths.ts';
import { badRequest, forbidden, notFound } from '../store/refusals.ts';
import type { ObjectStore } from '../world.ts';

/** NamespaceLifecycle's own: without them a cluster does not work. */
const immortal: readonly string[] = ['default', 'kube-system', 'kube-public'];

/** @throws ClusterError 400, 404 when the namespace an object is to live in is not there */
export function requireNamespace(store: ObjectStore, type: ResourceType, namespace: string | undefined): void {
  if (!type.namespaced) return;
  if (!namespace) throw badRequest(`an object of ${type.plural} needs a namespace`);
  if (store.get(resources.namespaces, undefined, namespace) === undefined)
    throw notFound(resources.namespaces, namespace);
}

/** Nothing new comes into a namespace that is being emptied. @throws ClusterError 403 */
export function requireLivingNamespace(
  store: ObjectStore,
  type: ResourceType,
  { metadata: { name, namespace } }: KubernetesObject,
): void {
  const found = type.namespaced ? store.get(resources.namespaces, undefined, namespace ?? '') : undefined;
  if (found?.metadata.deletionTimestamp === undefined) return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  throw forbidden(type, name, why, [
    {
      reason: 'NamespaceTerminating',
      message: `namespace ${namespace} is being terminated`,
      field: 'metadata.namespace',
    },
  ]);
}

/** @throws ClusterError 403 for a namespace that has to stay */
export function requireMortal(type: ResourceType, name: string): void {
  if (type.kind === resources.namespaces.kind && immortal.includes(name))
    throw forbidden(type, name, 'this namespace may not be deleted');
}

/** What the `finalize` subresource makes of a namespace: the finalizers in its spec are those of `wanted`. */
export function finalized(live: KubernetesObject, wanted: KubernetesObject): KubernetesObject {
  const { finalizers } = isFields(wanted.spec) ? wanted.spec : {};
  return {
    ...live,
    spec: { ...(isFields(live.spec) ? live.spec : {}), finalizers: Array.isArray(finalizers) ? finalizers : [] },
  };
}
