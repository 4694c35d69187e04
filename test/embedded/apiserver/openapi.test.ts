import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableOf } from '../../../src/embedded/apiserver/tables/table.ts';
import { customResourceDefinitions } from '../../../src/embedded/definitions/custom-resource-definitions.ts';
import { startAt } from '../kernel/setup.ts';
import { type BareClient, openBareClient } from './bare-client.ts';

let client: BareClient;
beforeAll(async () => {
  client = await openBareClient();
});
afterAll(async () => client.close());

interface Paths {
  readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>>;
}

function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === '$ref' ? [String(inner)] : references(inner)));
}

describe('the OpenAPI documents', () => {
  test('have everything they refer to', async () => {
    const { paths } = (await client.call('GET', '/openapi/v3')) as unknown as Paths;
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['api/v1', 'apis/apps/v1', 'apis/autoscaling/v1']));
    for (const { serverRelativeURL } of Object.values(paths)) {
      const document = await client.call('GET', serverRelativeURL);
      const { schemas } = document.components as { schemas: Record<string, unknown> };
      const missing = references(document).filter((to) => !(to.replace('#/components/schemas/', '') in schemas));
      expect(missing, serverRelativeURL).toEqual([]);
    }
  });

  test('exist in version 2 as JSON, and as nothing else', async () => {
    const document = await client.call('GET', '/openapi/v2');
    const definitions = document.definitions as Record<string, unknown>;
    expect(document.swagger).toBe('2.0');
    expect(references(document).filter((to) => !(to.replace('#/definitions/', '') in definitions))).toEqual([]);
    const protobuf = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
    expect(await client.call('GET', '/openapi/v2', undefined, protobuf)).toMatchObject({
      code: 406,
      reason: 'NotAcceptable',
      message: 'only the following media types are accepted: application/json',
    });
  });
});

test.each<[string, object, string]>([
  [
    '/apis/apps/v1/namespaces/default/deployments',
    {
      spec: {
        replica: 1,
        selector: {},
        template: { spec: { containers: [{ name: 'a', imagee: 'x', resources: { request: {} } }] } },
      },
    },
    'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replica", ' +
      'unknown field "spec.template.spec.containers[0].imagee", unknown field "spec.template.spec.containers[0].resources.request"',
  ],
  [
    '/apis/keda.sh/v1alpha1/namespaces/default/scaledobjects',
    { spec: { scaleTargetRef: { name: 'a' }, triggers: [{ type: 'cpu', metadata: {}, metdata: {} }] } },
    'strict decoding error: unknown field "spec.triggers[0].metdata"',
  ],
])('unknown fields are named: %s', async (path, object, message) => {
  const named = { metadata: { name: 'typo' }, ...object };
  expect(await client.call('POST', `${path}?fieldValidation=Strict`, named)).toMatchObject({ code: 400, message });
});

test.each<[string, object, object]>([
  [
    '/apis/apps/v1/namespaces/default/deployments',
    { spec: { replicas: 'three' } },
    {
      code: 400,
      message:
        'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    },
  ],
  [
    '/api/v1/namespaces/default/pods',
    { spec: { containers: [{ name: 5 }] } },
    { message: expect.stringContaining('number into Go struct field Container.spec.containers.name of type string') },
  ],
  [
    '/apis/keda.sh/v1alpha1/namespaces/default/scaledobjects',
    { spec: { scaleTargetRef: { name: 'a' }, maxReplicaCount: 'ten', triggers: [] } },
    {
      code: 422,
      message:
        'ScaledObject.keda.sh "wrong" is invalid: spec.maxReplicaCount: Invalid value: "string": spec.maxReplicaCount in body must be of type integer: "string"',
    },
  ],
])('values of another type are refused in the words of the real server: %s', async (path, object, expected) => {
  expect(await client.call('POST', path, { metadata: { name: 'wrong' }, ...object })).toMatchObject(expected);
});

test('the definitions of custom resources have the columns their tables show', () => {
  for (const { spec } of customResourceDefinitions(startAt)) {
    const { names, versions } = spec as {
      readonly names: { readonly kind: string };
      readonly versions: readonly { readonly additionalPrinterColumns: readonly { readonly name: string }[] }[];
    };
    const table = tableOf(names.kind, [], { metadata: {}, include: 'None', now: startAt }) as {
      readonly columnDefinitions: readonly { readonly name: string }[];
    };
    const declared = versions[0]?.additionalPrinterColumns.map(({ name }) => name) ?? [];
    expect(table.columnDefinitions.map(({ name }) => name)).toEqual(['Name', ...declared]);
  }
});

test('what the cluster consists of is read only', async () => {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/scaledobjects.keda.sh';
  expect(await client.call('DELETE', path)).toMatchObject({ code: 405, reason: 'MethodNotAllowed' });
  expect(await client.call('GET', path)).toMatchObject({ spec: { group: 'keda.sh' } });
});
