import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ListOptions, ObjectList, ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { servedAt } from '../apiserver/catalogue.ts';
import type { MetricsServer } from '../metrics-server/metrics-server.ts';
import { readScale } from '../scale/scale-subresource.ts';
import { notFound, unknownPath } from '../store/refusals.ts';
import type { VersionedStore } from '../store/versioned-store.ts';
import type { ProviderRegistry } from '../world/provider-registry.ts';
import type { ServiceFaces } from '../world.ts';
import { type ApiPath, parseApiPath } from './api-path.ts';
import { discovery } from './discovery.ts';
import { customMetrics, externalMetrics, resourceMetrics } from './metrics-apis.ts';
import { objectFilter } from './object-filter.ts';

export interface RawSources {
  readonly store: VersionedStore;
  readonly metricsServer: MetricsServer;
  readonly metrics: ProviderRegistry;
  readonly services: ServiceFaces;
}

/** Answers a GET of an API path with what would be the JSON body. @throws ClusterError */
export function getRaw(sources: RawSources, path: string): unknown {
  const known = discovery(new URL(path, 'http://cluster').pathname, sources.metrics);
  if (known !== undefined) return known;
  const parsed = parseApiPath(path);
  if (parsed === undefined) throw unknownPath();
  switch (parsed.apiVersion) {
    case 'metrics.k8s.io/v1beta1':
      return resourceMetrics(sources, parsed);
    case 'custom.metrics.k8s.io/v1beta1':
    case 'custom.metrics.k8s.io/v1beta2':
      return customMetrics(sources, parsed);
    case 'external.metrics.k8s.io/v1beta1':
      return externalMetrics(sources, parsed);
    default:
      return objects(sources, parsed);
  }
}

/** Objects of a type that the options select, with the version a watch goes on from. */
export function listObjects(store: VersionedStore, type: ResourceType, options: ListOptions = {}): ObjectList {
  const items = store.list(type, options.namespace).filter(objectFilter(type, options));
  return { items, resourceVersion: String(store.resourceVersion) };
}

function objects({ store, services }: RawSources, path: ApiPath): unknown {
  const served = servedAt(path.apiVersion, path.plural);
  const { namespace, name, rest, query } = path;
  if (served === undefined) throw unknownPath();
  const { stored: type, fromStored } = served.conversion ?? { stored: served.type, fromStored: asStored };
  if (name === undefined) {
    const list = listBody(store, type, namespace, query);
    return { ...list, apiVersion: served.type.apiVersion, items: list.items.map(fromStored) };
  }
  if (type === resources.services && rest[0] === 'proxy') return proxied(services, path);
  const object = store.get(type, namespace, name);
  if (object === undefined) throw notFound(type, name);
  const [subresource] = rest;
  if (subresource === undefined || subresource === 'status') return fromStored(object);
  if (subresource === 'scale') return scaleBody(store, object);
  throw unknownPath();
}

const asStored = (object: KubernetesObject): KubernetesObject => object;

function listBody(
  store: VersionedStore,
  type: ResourceType,
  namespace: string | undefined,
  query: URLSearchParams,
): { readonly items: readonly KubernetesObject[] } & Readonly<Record<string, unknown>> {
  const { items, resourceVersion } = listObjects(store, type, {
    ...(namespace === undefined ? {} : { namespace }),
    labelSelector: query.get('labelSelector') ?? '',
    fieldSelector: query.get('fieldSelector') ?? '',
  });
  return { kind: `${type.kind}List`, apiVersion: type.apiVersion, metadata: { resourceVersion }, items };
}

function scaleBody(store: VersionedStore, { apiVersion, kind, metadata }: KubernetesObject): unknown {
  const { name, namespace = '', uid, resourceVersion, creationTimestamp } = metadata;
  const scale = readScale(store, { apiVersion, kind, namespace, name });
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: scale.specReplicas },
    status: { replicas: scale.statusReplicas, selector: scale.selector },
  };
}

/** `…/services/NAME:PORT/proxy/PATH`. */
function proxied(services: ServiceFaces, { namespace = '', name = '', rest, query }: ApiPath): unknown {
  const [service = '', port = ''] = name.split(':');
  const search = query.size > 0 ? `?${query}` : '';
  return services.call({ namespace, name: service, port: Number(port) }, `/${rest.slice(1).join('/')}${search}`);
}
