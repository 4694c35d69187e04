import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/embedded/apiserver/catalogue.ts';
import { pathOf } from '../../../src/embedded/apiserver/discovery/discovery.ts';
import { type BareClient, openBareClient } from './bare-client.ts';

let client: BareClient;

beforeAll(async () => {
  client = await openBareClient();
});
afterAll(async () => {
  await client.close();
});

const pods = '/api/v1/namespaces/default/pods';
const scaledObjects = '/apis/keda.sh/v1alpha1/namespaces/default/scaledobjects';
const container = { name: 'c', image: 'c' };

describe('a malformed object is refused and nothing of it is stored', () => {
  test.each<[string, string, unknown, number]>([
    ['labels that are a text', pods, { metadata: { name: 'p', labels: 'x' }, spec: { containers: [container] } }, 400],
    [
      'owners that are a number',
      pods,
      { metadata: { name: 'p', ownerReferences: 5 }, spec: { containers: [container] } },
      400,
    ],
    [
      'an owner without a uid',
      pods,
      { metadata: { name: 'p', ownerReferences: [{ kind: 'X' }] }, spec: { containers: [container] } },
      422,
    ],
    ['containers that are a text', pods, { metadata: { name: 'p' }, spec: { containers: 'x' } }, 400],
    ['no containers', pods, { metadata: { name: 'p' }, spec: {} }, 422],
    ['a container that is a number', pods, { metadata: { name: 'p' }, spec: { containers: [5] } }, 400],
    ['no name', pods, { metadata: {}, spec: { containers: [container] } }, 400],
    ['a name that is none', pods, { metadata: { name: 'A B' }, spec: { containers: [container] } }, 422],
    [
      'a trigger without settings',
      scaledObjects,
      { metadata: { name: 's' }, spec: { scaleTargetRef: { name: 'x' }, triggers: [{ type: 'cpu' }] } },
      422,
    ],
    ['a spec that is a list', scaledObjects, { metadata: { name: 's' }, spec: [] }, 422],
  ])('%s', async (_case, path, object, code) => {
    expect(await client.call('POST', path, object)).toMatchObject({ kind: 'Status', status: 'Failure', code });
    expect(await client.call('GET', path)).toMatchObject({ items: [] });
  });

  test('one that is nested without end', async () => {
    const body = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(await client.send('POST', pods, body, 'application/json')).toMatchObject({ code: 400 });
  });
});

test('bytes that are no protobuf are refused', async () => {
  const bytes = fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from('k8s\0'), tail]));
  await fc.assert(
    fc.asyncProperty(bytes, async (body) => {
      const answer = await client.send('POST', pods, body, 'application/vnd.kubernetes.protobuf');
      expect([400, 415]).toContain(answer.code);
    }),
    { numRuns: 100 },
  );
});

test('whatever the spec, the server goes on', { timeout: 30_000 }, async () => {
  const anything = fc.record({
    resource: fc.constantFrom(...catalogue.filter(({ isReadOnly }) => isReadOnly !== true)),
    name: fc.stringMatching(/^[a-z]{1,8}$/),
    spec: fc.jsonValue({ maxDepth: 4 }),
    labels: fc.jsonValue({ maxDepth: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(anything, async ({ resource: { type }, name, spec, labels }) => {
      const path = `${pathOf(type.apiVersion)}${type.namespaced ? '/namespaces/default' : ''}/${type.plural}`;
      const answer = await client.call('POST', path, { metadata: { name, labels }, spec });
      expect([undefined, 400, 409, 422]).toContain(answer.code);
      await client.passSeconds(5);
    }),
    { numRuns: 300 },
  );
  expect(await client.call('GET', pods)).toMatchObject({ kind: 'PodList' });
});
