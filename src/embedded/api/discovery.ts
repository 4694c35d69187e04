import { resources } from '../../cluster/resources.ts';
import { groupAndVersion } from '../store/refusals.ts';

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
const version = { major: '1', minor: '36', gitVersion: 'v1.36.2', platform: 'linux/amd64' };

/** Answers the discovery paths; undefined for any other. `metricsApis` are the metrics groups something stands behind. */
export function discovery(pathname: string, metricsApis: readonly string[]): unknown {
  const apiVersions = [...new Set(Object.values(resources).map((type) => type.apiVersion)), ...metricsApis];
  switch (pathname) {
    case '/version':
      return version;
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: apiVersions.filter(isGrouped).map(groupOf) };
    default:
      return resourceList(pathname, apiVersions);
  }
}

function resourceList(pathname: string, apiVersions: readonly string[]): unknown {
  const apiVersion = apiVersions.find((known) => pathname === (isGrouped(known) ? `/apis/${known}` : `/api/${known}`));
  if (apiVersion === undefined) return undefined;
  const served = Object.values(resources).filter((type) => type.apiVersion === apiVersion);
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersion,
    resources: served.map(({ plural, kind, namespaced }) => ({
      name: plural,
      singularName: '',
      namespaced,
      kind,
      verbs,
    })),
  };
}

function groupOf(apiVersion: string): unknown {
  const [name, groupVersion] = groupAndVersion(apiVersion);
  const served = { groupVersion: apiVersion, version: groupVersion };
  return { name, versions: [served], preferredVersion: served };
}

function isGrouped(apiVersion: string): boolean {
  return apiVersion.includes('/');
}
