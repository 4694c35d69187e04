import { groupAndVersion } from '../../store/refusals.ts';
import type { ProviderRegistry } from '../../world/provider-registry.ts';
import { apiVersions, catalogue, type ServedResource } from '../catalogue.ts';
import { metricsVersions } from './metrics-groups.ts';

/** One resource or subresource of a version, with what may be done to it. */
export interface DiscoveredResource {
  readonly name: string;
  readonly singular: string;
  readonly namespaced: boolean;
  /** Of the objects that are read and written there, where it is not of the version's own group. */
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
}

export interface DiscoveredVersion {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  readonly resources: readonly DiscoveredResource[];
}

const objectVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

const readVerbs = ['get', 'list', 'watch'];

/** Everything clients can discover; the metrics groups only where something stands behind them. */
export function discoveredVersions(metrics: ProviderRegistry): readonly DiscoveredVersion[] {
  return [
    ...apiVersions.map((apiVersion) => ({ apiVersion, resources: resourcesOf(apiVersion) })),
    { apiVersion: 'authentication.k8s.io/v1', resources: [reviewOf('SelfSubjectReview')] },
    {
      apiVersion: 'authorization.k8s.io/v1',
      resources: [reviewOf('SelfSubjectAccessReview'), reviewOf('SelfSubjectRulesReview')],
    },
    ...metricsVersions(metrics),
  ];
}

/** Group, then its versions: the core group, which has no name, is left out. */
export function namedGroups(versions: readonly DiscoveredVersion[]): ReadonlyMap<string, readonly DiscoveredVersion[]> {
  const named = versions.filter(({ apiVersion }) => apiVersion.includes('/'));
  return Map.groupBy(named, ({ apiVersion }) => groupAndVersion(apiVersion)[0]);
}

function resourcesOf(apiVersion: string): readonly DiscoveredResource[] {
  return catalogue.filter(({ type }) => type.apiVersion === apiVersion).flatMap(withSubresources);
}

function withSubresources({
  type,
  singular,
  shortNames,
  categories,
  subresources,
  isReadOnly,
}: ServedResource): DiscoveredResource[] {
  const { plural, kind, namespaced } = type;
  const own = {
    name: plural,
    singular,
    namespaced,
    kind,
    verbs: isReadOnly ? readVerbs : objectVerbs,
    shortNames,
    categories,
  };
  return [own, ...subresources.map((subresource) => subresourceOf(own, subresource))];
}

function subresourceOf(own: DiscoveredResource, name: ServedResource['subresources'][number]): DiscoveredResource {
  const below = { ...own, name: `${own.name}/${name}`, singular: '', shortNames: [], categories: [] };
  switch (name) {
    case 'status':
      return { ...below, verbs: ['get', 'patch', 'update'] };
    case 'scale':
      return { ...below, group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch', 'update'] };
    case 'eviction':
      return { ...below, group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] };
    case 'finalize':
      return { ...below, verbs: ['update'] };
    case 'log':
      return { ...below, verbs: ['get'] };
    case 'proxy':
      return { ...below, kind: 'ServiceProxyOptions', verbs: ['get'] };
    default:
      return name satisfies never;
  }
}

/** What is asked by writing it, and stored nowhere. */
function reviewOf(kind: string): DiscoveredResource {
  const singular = kind.toLowerCase();
  return {
    name: `${singular}s`,
    singular,
    namespaced: false,
    kind,
    verbs: ['create'],
    shortNames: [],
    categories: [],
  };
}
