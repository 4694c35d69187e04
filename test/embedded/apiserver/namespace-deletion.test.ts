import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BareClient, openBareClient } from './bare-client.ts';

const path = '/api/v1/namespaces/shop';
let client: BareClient;

beforeEach(async () => {
  client = await openBareClient();
  await client.call('POST', '/api/v1/namespaces', { metadata: { name: 'shop' } });
  await client.call('POST', `${path}/configmaps`, { metadata: { name: 'held', finalizers: ['x.dev/hold'] } });
});
afterEach(async () => {
  await client.close();
});

test('a namespace that is going takes nothing new, says what holds it, and goes with the last object', async () => {
  const answer = await client.call('DELETE', path);
  expect(answer).toMatchObject({ kind: 'Namespace', status: { phase: 'Terminating' } });
  expect(await client.call('POST', `${path}/configmaps`, { metadata: { name: 'late' } })).toMatchObject({
    code: 403,
    reason: 'Forbidden',
    message:
      'configmaps "late" is forbidden: unable to create new content in namespace shop because it is being terminated',
    details: {
      name: 'late',
      kind: 'configmaps',
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: 'namespace shop is being terminated',
          field: 'metadata.namespace',
        },
      ],
    },
  });
  await client.passSeconds(1);
  expect(await client.call('GET', path)).toMatchObject({
    status: {
      conditions: [
        { type: 'NamespaceContentRemaining', message: expect.stringContaining('configmaps has 1 resource instances') },
        { type: 'NamespaceFinalizersRemaining', message: expect.stringContaining('x.dev/hold in 1 resource') },
      ],
    },
  });
  const patch = '[{"op":"remove","path":"/metadata/finalizers"}]';
  await client.send('PATCH', `${path}/configmaps/held`, patch, 'application/json-patch+json');
  await client.passSeconds(1);
  expect(await client.call('GET', path)).toMatchObject({ code: 404 });
});

test('the finalize subresource lets a namespace go whatever is left in it', async () => {
  const stuck = await client.call('DELETE', path);
  await client.passSeconds(1);
  const body = { ...(await client.call('GET', path)), spec: { finalizers: [] } };
  expect(stuck).toMatchObject({ spec: { finalizers: ['kubernetes'] } });
  expect(await client.call('PUT', `${path}/finalize`, body)).toMatchObject({ kind: 'Namespace' });
  expect(await client.call('GET', path)).toMatchObject({ code: 404 });
});

test('the namespaces a cluster cannot do without stay', async () => {
  expect(await client.call('DELETE', '/api/v1/namespaces/kube-system')).toMatchObject({
    code: 403,
    message: 'namespaces "kube-system" is forbidden: this namespace may not be deleted',
  });
});
