import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deployment } from '../kernel/objects.ts';
import { type Answered, type BareClient, openBareClient } from './bare-client.ts';

const web = '/apis/apps/v1/namespaces/shop/deployments/web';
let client: BareClient;

beforeAll(async () => {
  client = await openBareClient();
  await client.call('POST', '/api/v1/namespaces', { metadata: { name: 'shop' } });
  await client.call('POST', '/apis/apps/v1/namespaces/shop/deployments?fieldManager=maker', deployment(2));
  await client.passSeconds(20);
});
afterAll(async () => {
  await client.close();
});

function apply(path: string, body: object, query = ''): Promise<Answered> {
  const type = 'application/apply-patch+yaml';
  return client.send('PATCH', `${path}?fieldManager=scaler${query}`, JSON.stringify(body), type);
}

describe('server-side apply', () => {
  const scale = { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'web' }, spec: { replicas: 3 } };

  test('to a scale asks whoever owns the replicas, and takes them over when forced', async () => {
    expect(await apply(`${web}/scale`, scale)).toMatchObject({
      code: 409,
      reason: 'Conflict',
      details: { causes: [{ reason: 'FieldManagerConflict', field: '.spec.replicas' }] },
    });
    expect(await apply(`${web}/scale`, scale, '&force=true&dryRun=All')).toMatchObject({ spec: { replicas: 3 } });
    expect(await client.call('GET', web)).toMatchObject({ spec: { replicas: 2 } });
    expect(await apply(`${web}/scale`, scale, '&force=true')).toMatchObject({ kind: 'Scale', spec: { replicas: 3 } });
    const { metadata } = await client.call('GET', web);
    expect(metadata).toMatchObject({
      managedFields: expect.arrayContaining([
        expect.objectContaining({ manager: 'scaler', operation: 'Apply', subresource: 'scale' }),
      ]),
    });
  });

  test('to a status writes that and nothing else', async () => {
    const change = { spec: { replicas: 9 }, status: { conditions: [{ type: 'Mine', status: 'True' }] } };
    const applied = await apply(`${web}/status`, { apiVersion: 'apps/v1', kind: 'Deployment', ...change });
    expect(applied).toMatchObject({
      spec: { replicas: 3 },
      status: { conditions: expect.arrayContaining([expect.objectContaining({ type: 'Mine' })]) },
    });
  });
});

test('a patch of the scale, and a dry run of one', async () => {
  const patch = (query: string): Promise<Answered> =>
    client.send('PATCH', `${web}/scale${query}`, '{"spec":{"replicas":1}}', 'application/merge-patch+json');
  expect(await patch('?dryRun=All')).toMatchObject({ spec: { replicas: 1 } });
  expect(await client.call('GET', `${web}/scale`)).toMatchObject({ spec: { replicas: 3 } });
  expect(await patch('')).toMatchObject({ kind: 'Scale', spec: { replicas: 1 } });
});

describe('unknown fields', () => {
  const typo = { metadata: { name: 'typo' }, spec: { ports: [{ port: 80, prt: 1 }] } };
  const services = '/api/v1/namespaces/shop/services?dryRun=All';

  test('are warned of unless the client does not want to know', async () => {
    expect((await client.headers(services, typo)).warning).toBe('299 - "unknown field \\"spec.ports[0].prt\\""');
    expect((await client.headers(`${services}&fieldValidation=Ignore`, typo)).warning).toBeUndefined();
  });

  test('are refused when it wants that, and other levels are not known', async () => {
    const strict = await client.call('POST', `${services}&fieldValidation=Strict`, typo);
    expect(strict).toMatchObject({ code: 400, message: expect.stringContaining('unknown field "spec.ports[0].prt"') });
    expect(await client.call('POST', `${services}&fieldValidation=Some`, typo)).toMatchObject({ code: 400 });
  });
});

test.each([
  ['authorization.k8s.io', 'SelfSubjectAccessReview', { spec: { resourceAttributes: {} } }, { allowed: true }],
  ['authorization.k8s.io', 'SelfSubjectRulesReview', { spec: { namespace: 'shop' } }, { incomplete: false }],
  [
    'authentication.k8s.io',
    'SelfSubjectReview',
    {},
    { userInfo: { groups: expect.arrayContaining(['system:masters']) } },
  ],
])('%s answers a %s', async (group, kind, body, status) => {
  const path = `/apis/${group}/v1/${kind.toLowerCase()}s`;
  expect(await client.call('POST', path, body)).toMatchObject({ kind, apiVersion: `${group}/v1`, status });
  expect(await client.call('GET', `/apis/${group}/v1`)).toMatchObject({
    resources: expect.arrayContaining([expect.objectContaining({ kind, verbs: ['create'] })]),
  });
});
