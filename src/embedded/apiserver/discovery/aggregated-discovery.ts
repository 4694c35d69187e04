import { groupAndVersion } from '../../store/refusals.ts';
import { type DiscoveredResource, type DiscoveredVersion, namedGroups } from './api-groups.ts';

/** How a client asks for aggregated discovery in its Accept header. */
export const aggregatedType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** `apidiscovery.k8s.io/v2`: everything below `/api` or `/apis` in one document. Undefined for any other path. */
export function aggregatedDiscovery(pathname: string, versions: readonly DiscoveredVersion[]): unknown {
  if (pathname === '/api') {
    const core = versions.filter(({ apiVersion }) => !apiVersion.includes('/'));
    return document([groupDiscovery('', core)]);
  }
  if (pathname !== '/apis') return undefined;
  return document([...namedGroups(versions)].map(([name, ofGroup]) => groupDiscovery(name, ofGroup)));
}

function document(items: readonly unknown[]): unknown {
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
}

function groupDiscovery(name: string, versions: readonly DiscoveredVersion[]): unknown {
  return {
    metadata: name === '' ? {} : { name },
    versions: versions.map(({ apiVersion, resources }) => ({
      version: groupAndVersion(apiVersion)[1],
      resources: [
        ...resources
          .filter(({ name: resource }) => !resource.includes('/'))
          .map((resource) => resourceDiscovery(resource, apiVersion, resources)),
        ...parentless(resources).map((resource) => parentOf(resource, apiVersion, resources)),
      ],
      freshness: 'Current',
    })),
  };
}

/** Resources of which only something below is served, as adapters of custom metrics do. */
function parentless(resources: readonly DiscoveredResource[]): readonly string[] {
  const own = new Set(resources.map(({ name }) => name));
  const parents = resources.filter(({ name }) => name.includes('/')).map(({ name }) => name.split('/', 1)[0] ?? '');
  return [...new Set(parents)].filter((name) => !own.has(name));
}

function parentOf(resource: string, apiVersion: string, siblings: readonly DiscoveredResource[]): unknown {
  const below = siblings.filter(({ name }) => name.startsWith(`${resource}/`));
  const scope = below[0]?.namespaced === false ? 'Cluster' : 'Namespaced';
  const nothing = { group: '', version: '', kind: '' };
  const subresources = subresourcesOf(resource, apiVersion, below);
  return { resource, responseKind: nothing, scope, singularResource: '', verbs: null, subresources };
}

function resourceDiscovery(
  { name, singular, namespaced, kind, verbs, shortNames, categories }: DiscoveredResource,
  apiVersion: string,
  siblings: readonly DiscoveredResource[],
): unknown {
  const below = siblings.filter((other) => other.name.startsWith(`${name}/`));
  return {
    resource: name,
    responseKind: responseKind({ kind }, apiVersion),
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
    ...(below.length === 0 ? {} : { subresources: subresourcesOf(name, apiVersion, below) }),
  };
}

function subresourcesOf(name: string, apiVersion: string, below: readonly DiscoveredResource[]): readonly unknown[] {
  return below.map((subresource) => ({
    subresource: subresource.name.slice(name.length + 1),
    responseKind: responseKind(subresource, apiVersion),
    verbs: subresource.verbs,
  }));
}

function responseKind(
  { kind, group, version }: Pick<DiscoveredResource, 'kind' | 'group' | 'version'>,
  apiVersion: string,
): unknown {
  const [ownGroup, ownVersion] = groupAndVersion(apiVersion);
  return { group: group ?? ownGroup, version: version ?? ownVersion, kind };
}
