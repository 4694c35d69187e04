import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { isFields } from '../managed-fields/leaf-paths.ts';
import type { ObjectStore } from '../world.ts';

/** 10.96.0.0/16, of which the first 256 addresses are left to the cluster itself. */
const addresses = { first: 256, count: 65_536 - 256 - 1 };

/**
 * A Service with its address in the cluster: the one it has, the one it asks for, or one that is free. Where the search begins depends on
 * its name, so that a run gives the same addresses whatever else was made before.
 */
export function withServiceAddress(
  store: ObjectStore,
  service: KubernetesObject,
  live: KubernetesObject | undefined,
): KubernetesObject {
  if (service.kind !== resources.services.kind || !isFields(service.spec) || service.spec.type === 'ExternalName')
    return service;
  const own = textOf(service.spec.clusterIP) || textOf(clusterIp(live)) || freeAddress(store, service);
  const { spec } = service;
  const given = Array.isArray(spec.clusterIPs) && spec.clusterIPs.length > 0 ? spec.clusterIPs : [own];
  return { ...service, spec: { ...spec, clusterIP: own, clusterIPs: given } };
}

export function clusterIp(service: KubernetesObject | undefined): unknown {
  return isFields(service?.spec) ? service.spec.clusterIP : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function freeAddress(store: ObjectStore, { metadata: { namespace, name } }: KubernetesObject): string {
  const taken = new Set(store.list(resources.services).map(clusterIp));
  let hash = 0;
  for (const letter of `${namespace}/${name}`) hash = (hash * 31 + letter.charCodeAt(0)) % addresses.count;
  for (let tries = 0; tries < addresses.count; tries += 1) {
    const host = addresses.first + ((hash + tries) % addresses.count);
    const address = `10.96.${host >> 8}.${host & 255}`;
    if (!taken.has(address)) return address;
  }
  return '';
}
