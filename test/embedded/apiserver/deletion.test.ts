import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deployment } from '../kernel/objects.ts';
import { type Answered, type BareClient, openBareClient } from './bare-client.ts';

const core = '/api/v1/namespaces/shop';
const deployments = '/apis/apps/v1/namespaces/shop/deployments';
const replicaSets = '/apis/apps/v1/namespaces/shop/replicasets';
let client: BareClient;

beforeEach(async () => {
  client = await openBareClient();
  await client.call('POST', '/api/v1/namespaces', { metadata: { name: 'shop' } });
});
afterEach(async () => {
  await client.close();
});

interface Listed {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly finalizers?: readonly string[];
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly name: string }[];
  };
}

async function items(path: string): Promise<readonly Listed[]> {
  return (await client.call('GET', path)).items as readonly Listed[];
}

const configMap = (name: string, metadata: object = {}): object => ({ metadata: { name, ...metadata }, data: {} });

async function created(name: string, metadata: object = {}): Promise<Listed> {
  return (await client.call('POST', `${core}/configmaps`, configMap(name, metadata))) as unknown as Listed;
}

const owner = ({ metadata: { name, uid } }: Listed): object => ({ apiVersion: 'v1', kind: 'ConfigMap', name, uid });

describe('a Deployment with pods', () => {
  beforeEach(async () => {
    await client.call('POST', deployments, deployment(2));
    await client.passSeconds(20);
  });

  test('is deleted at once, and its dependents after it, in the background', async () => {
    const answer = await client.call('DELETE', `${deployments}/web`, { propagationPolicy: 'Background' });
    expect(answer).toMatchObject({ kind: 'Status', status: 'Success', details: { name: 'web', group: 'apps' } });
    expect(await items(replicaSets)).toHaveLength(1);
    await client.passSeconds(40);
    expect([...(await items(replicaSets)), ...(await items(`${core}/pods`))]).toEqual([]);
  });

  test('waits for its dependents in the foreground: pods go first, then the ReplicaSet, then it', async () => {
    const answer = await client.call('DELETE', `${deployments}/web`, { propagationPolicy: 'Foreground' });
    expect(answer).toMatchObject({ kind: 'Deployment', metadata: { finalizers: ['foregroundDeletion'] } });
    await client.passSeconds(0.1);
    const [replicaSet] = await items(replicaSets);
    expect(replicaSet?.metadata).toMatchObject({ finalizers: ['foregroundDeletion'] });
    expect((await items(`${core}/pods`)).every(({ metadata }) => metadata.deletionTimestamp)).toBe(true);
    expect(await items(deployments)).toHaveLength(1);
    await client.passSeconds(60);
    expect([...(await items(deployments)), ...(await items(replicaSets))]).toEqual([]);
  });

  test('leaves them when it is told to orphan them', async () => {
    await client.call('DELETE', `${deployments}/web?propagationPolicy=Orphan`);
    await client.passSeconds(5);
    expect(await items(deployments)).toEqual([]);
    const [replicaSet] = await items(replicaSets);
    expect(replicaSet?.metadata.ownerReferences).toBeUndefined();
    expect(await items(`${core}/pods`)).toHaveLength(2);
  });
});

describe('owners', () => {
  test('an object stays as long as one of several is there, and forgets the other', async () => {
    const [a, b] = [await created('a'), await created('b')];
    await created('both', { ownerReferences: [owner(a), owner(b)] });
    await client.call('DELETE', `${core}/configmaps/a`);
    await client.passSeconds(1);
    const both = (await client.call('GET', `${core}/configmaps/both`)) as unknown as Listed;
    expect(both.metadata.ownerReferences?.map(({ name }) => name)).toEqual(['b']);
    await client.call('DELETE', `${core}/configmaps/b`);
    await client.passSeconds(1);
    expect(await client.call('GET', `${core}/configmaps/both`)).toMatchObject({ code: 404 });
  });

  test('an object that names one that never was is collected', async () => {
    await created('lost', { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'no', uid: 'no' }] });
    await client.passSeconds(1);
    expect(await client.call('GET', `${core}/configmaps/lost`)).toMatchObject({ code: 404 });
  });

  test('a dependent that does not block its owner does not hold it in the foreground', async () => {
    const a = await created('a');
    await created('free', { finalizers: ['x.dev/hold'], ownerReferences: [owner(a)] });
    await client.call('DELETE', `${core}/configmaps/a`, { propagationPolicy: 'Foreground' });
    await client.passSeconds(1);
    expect(await client.call('GET', `${core}/configmaps/a`)).toMatchObject({ code: 404 });
  });
});

describe('finalizers', () => {
  test('hold an object until the last one is taken away, and no new one may come', async () => {
    await created('held', { finalizers: ['x.dev/hold'] });
    const answer = await client.call('DELETE', `${core}/configmaps/held`);
    expect(answer).toMatchObject({ kind: 'ConfigMap', metadata: { deletionTimestamp: expect.any(String) } });
    const patch = (finalizers: readonly string[]): Promise<Answered> =>
      client.send(
        'PATCH',
        `${core}/configmaps/held`,
        JSON.stringify({ metadata: { finalizers } }),
        'application/merge-patch+json',
      );
    expect(await patch(['x.dev/hold', 'y.dev/more'])).toMatchObject({
      code: 422,
      details: { causes: [{ reason: 'FieldValueForbidden', field: 'metadata.finalizers' }] },
    });
    await patch([]);
    expect(await client.call('GET', `${core}/configmaps/held`)).toMatchObject({ code: 404 });
  });

  test('hold a pod whose containers have ended', async () => {
    const spec = { containers: [{ name: 'c', image: 'c' }], terminationGracePeriodSeconds: 1 };
    await client.call('POST', `${core}/pods`, { metadata: { name: 'p', finalizers: ['x.dev/hold'] }, spec });
    await client.passSeconds(10);
    await client.call('DELETE', `${core}/pods/p`);
    await client.passSeconds(30);
    expect(await client.call('GET', `${core}/pods/p`)).toMatchObject({ metadata: { deletionGracePeriodSeconds: 0 } });
    await client.send('PATCH', `${core}/pods/p`, '{"metadata":{"finalizers":null}}', 'application/merge-patch+json');
    expect(await client.call('GET', `${core}/pods/p`)).toMatchObject({ code: 404 });
  });
});

describe('preconditions', () => {
  test.each([
    [{ uid: 'other' }, /^Precondition failed: UID in precondition: other, UID in object meta: /],
    [{ resourceVersion: '1' }, /^Precondition failed: ResourceVersion in precondition: 1, /],
  ])('%j keeps another object', async (preconditions, why) => {
    await created('a');
    const answer = await client.call('DELETE', `${core}/configmaps/a`, { preconditions });
    expect(answer).toMatchObject({ code: 409, reason: 'Conflict', details: { name: 'a', kind: 'configmaps' } });
    expect(String(answer.message).replace(/^.*?: /, '')).toMatch(why);
  });

  test.each([
    [{ propagationPolicy: 'Sideways' }, 'FieldValueNotSupported'],
    [{ propagationPolicy: 'Orphan', orphanDependents: true }, 'FieldValueInvalid'],
  ])('%j is refused', async (options, reason) => {
    await created('a');
    const answer = await client.call('DELETE', `${core}/configmaps/a`, options);
    expect(answer).toMatchObject({ code: 422, details: { causes: [{ field: 'propagationPolicy', reason }] } });
  });
});

test('a collection is deleted as far as the selectors reach', async () => {
  for (const name of ['a', 'b', 'c']) await created(name, { labels: { group: name === 'c' ? 'y' : 'x' } });
  await client.call('DELETE', `${core}/configmaps?labelSelector=group%3Dx&fieldSelector=metadata.name%21%3Db`);
  expect((await items(`${core}/configmaps`)).map(({ metadata }) => metadata.name)).toEqual(['b', 'c']);
});
