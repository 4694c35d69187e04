import { groupAndVersion } from '../../store/refusals.ts';
import { type DiscoveredResource, type DiscoveredVersion, namedGroups } from './api-groups.ts';
import { serverVersion } from './server-version.ts';

/** Unaggregated discovery, one document per group and version. Undefined for any other path. */
export function discoveryDocument(pathname: string, versions: readonly DiscoveredVersion[]): unknown {
  switch (pathname) {
    case '/version':
      return serverVersion;
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
    case '/apis':
      return {
        kind: 'APIGroupList',
        apiVersion: 'v1',
        groups: [...namedGroups(versions)].map(([name, ofGroup]) => apiGroup(name, ofGroup)),
      };
    default:
      return groupDocument(pathname, versions) ?? resourceList(pathname, versions);
  }
}

function groupDocument(pathname: string, versions: readonly DiscoveredVersion[]): unknown {
  const [, root, name, ...rest] = pathname.split('/');
  const ofGroup = root === 'apis' && rest.length === 0 ? namedGroups(versions).get(name ?? '') : undefined;
  return ofGroup && { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(name ?? '', ofGroup) };
}

function resourceList(pathname: string, versions: readonly DiscoveredVersion[]): unknown {
  const version = versions.find(({ apiVersion }) => pathname === pathOf(apiVersion));
  return (
    version && {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: version.apiVersion,
      resources: version.resources.map(listed),
    }
  );
}

function listed({
  name,
  singular,
  namespaced,
  group,
  version,
  kind,
  verbs,
  shortNames,
  categories,
}: DiscoveredResource): unknown {
  return {
    name,
    singularName: singular,
    namespaced,
    ...(group === undefined ? {} : { group, version }),
    kind,
    verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  };
}

function apiGroup(name: string, versions: readonly DiscoveredVersion[]): { readonly name: string } {
  const served = versions.map(({ apiVersion }) => ({
    groupVersion: apiVersion,
    version: groupAndVersion(apiVersion)[1],
  }));
  return { name, ...{ versions: served, preferredVersion: served[0] } };
}

/** `/api/v1`, `/apis/apps/v1`. */
export function pathOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
