import type { ResourceType } from '../../../cluster/port.ts';
import { groupAndVersion } from '../../store/refusals.ts';
import { apiVersions, catalogue, type ServedResource } from '../catalogue.ts';
import { pathOf } from '../discovery/discovery.ts';
import { apiType } from '../types/api-types.ts';
import { schemaOf } from './kind-schemas.ts';
import { componentName, componentsOf } from './type-schema.ts';

/** `/openapi/v3` and the document of each group and version below it. Undefined for any other path. */
export function openApiDocument(pathname: string): unknown {
  if (pathname === '/openapi/v3') {
    const paths = apiVersions.map((apiVersion) => {
      const path = pathOf(apiVersion).slice(1);
      return [path, { serverRelativeURL: `/openapi/v3/${path}` }];
    });
    return { paths: Object.fromEntries(paths) };
  }
  const apiVersion = apiVersions.find((known) => pathname === `/openapi/v3${pathOf(known)}`);
  return apiVersion === undefined ? undefined : documentOf(apiVersion);
}

function documentOf(apiVersion: string): unknown {
  const served = catalogue.filter(({ type }) => type.apiVersion === apiVersion);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.2' },
    paths: Object.fromEntries(served.flatMap(pathsOf)),
    components: { schemas: Object.fromEntries(served.flatMap(({ type }) => schemasOf(type))) },
  };
}

/** The schema of a kind, and of everything it mentions. */
export function schemasOf(type: ResourceType): readonly (readonly [string, unknown])[] {
  const own = { ...schemaOf(type), 'x-kubernetes-group-version-kind': [kindOf(type)] };
  const described = apiType(type.apiVersion, type.kind) ?? apiType('meta/v1', 'ObjectMeta');
  return [...(described === undefined ? [] : componentsOf(described)), [schemaName(type), own]];
}

/** The paths of a kind, as far as clients look at them. */
export function pathsOf({ type }: ServedResource): readonly (readonly [string, unknown])[] {
  const collection = `${pathOf(type.apiVersion)}${type.namespaced ? '/namespaces/{namespace}' : ''}/${type.plural}`;
  const kind = { 'x-kubernetes-group-version-kind': kindOf(type) };
  const schema = { $ref: `#/components/schemas/${schemaName(type)}` };
  const responses = { 200: { description: 'OK', content: { 'application/json': { schema } } } };
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({
    name,
    in: 'query',
    schema: { type: 'string' },
  }));
  const read = { ...kind, 'x-kubernetes-action': 'get', responses };
  return [
    [
      collection,
      {
        get: { ...read, 'x-kubernetes-action': 'list' },
        post: { ...kind, 'x-kubernetes-action': 'post', parameters, responses },
      },
    ],
    [`${collection}/{name}`, { get: read, patch: { ...kind, 'x-kubernetes-action': 'patch', parameters, responses } }],
  ];
}

function kindOf({ apiVersion, kind }: ResourceType): unknown {
  const [group, version] = groupAndVersion(apiVersion);
  return { group, version, kind };
}

/** Kinds of custom resources are named by their group backwards: `sh.keda.v1alpha1.ScaledObject`. */
function schemaName({ apiVersion, kind }: ResourceType): string {
  if (apiType(apiVersion, kind) !== undefined) return componentName({ apiVersion, name: kind });
  const [group, version] = groupAndVersion(apiVersion);
  return [...group.split('.').toReversed(), version, kind].join('.');
}
