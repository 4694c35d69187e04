import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deployment } from '../kernel/objects.ts';
import { type Answered, type BareClient, openBareClient } from './bare-client.ts';

const core = '/api/v1/namespaces/shop';
const budgets = '/apis/policy/v1/namespaces/shop/poddisruptionbudgets';
let client: BareClient;

beforeEach(async () => {
  client = await openBareClient();
  await client.call('POST', '/api/v1/namespaces', { metadata: { name: 'shop' } });
  await client.call('POST', '/apis/apps/v1/namespaces/shop/deployments', deployment(4));
  await client.passSeconds(20);
});
afterEach(async () => {
  await client.close();
});

async function protect(spec: object, name = 'web'): Promise<Answered> {
  const body = { metadata: { name }, spec: { selector: { matchLabels: { app: 'web' } }, ...spec } };
  await client.call('POST', budgets, body);
  await client.passSeconds(1);
  return (await client.call('GET', `${budgets}/${name}`)).status as Answered;
}

async function podNames(): Promise<readonly string[]> {
  const { items } = await client.call('GET', `${core}/pods`);
  return (items as readonly { readonly metadata: { readonly name: string } }[]).map(({ metadata }) => metadata.name);
}

function evict(name: string, query = ''): Promise<Answered> {
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: 'shop' } };
  return client.call('POST', `${core}/pods/${name}/eviction${query}`, body);
}

describe('the status of a budget', () => {
  test.each([
    [{ minAvailable: 3 }, { desiredHealthy: 3, disruptionsAllowed: 1 }],
    [{ minAvailable: '60%' }, { desiredHealthy: 3, disruptionsAllowed: 1 }],
    [{ maxUnavailable: 2 }, { desiredHealthy: 2, disruptionsAllowed: 2 }],
    [{ maxUnavailable: '30%' }, { desiredHealthy: 2, disruptionsAllowed: 2 }],
  ])('%j', async (spec, expected) => {
    expect(await protect(spec)).toMatchObject({
      ...expected,
      currentHealthy: 4,
      expectedPods: 4,
      conditions: [{ type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods' }],
    });
  });

  test('says why the size of what it protects cannot be found', async () => {
    const spec = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'c' }] } } };
    await client.call('POST', '/apis/batch/v1/namespaces/shop/jobs', { metadata: { name: 'j' }, spec });
    await client.passSeconds(2);
    const status = await protect({ maxUnavailable: 1, selector: { matchLabels: { 'job-name': 'j' } } });
    expect(status).toMatchObject({
      disruptionsAllowed: 0,
      conditions: [{ reason: 'SyncFailed', message: 'jobs.batch does not implement the scale subresource' }],
    });
  });
});

describe('an eviction', () => {
  test('deletes the pod gracefully and says on it why', async () => {
    const [name = ''] = await podNames();
    expect(await evict(name, '?dryRun=All')).toMatchObject({ kind: 'Status', status: 'Success' });
    expect(await client.call('GET', `${core}/pods/${name}`)).not.toHaveProperty('metadata.deletionTimestamp');
    expect(await evict(name)).toMatchObject({ kind: 'Status', status: 'Success' });
    expect(await client.call('GET', `${core}/pods/${name}`)).toMatchObject({
      metadata: { deletionTimestamp: expect.any(String) },
      status: { conditions: expect.arrayContaining([expect.objectContaining({ type: 'DisruptionTarget' })]) },
    });
    expect(await evict('nobody')).toMatchObject({ code: 404 });
  });

  test('is refused while the budget allows no disruption more, and granted again later', async () => {
    await protect({ minAvailable: 3 });
    const [first = '', second = ''] = await podNames();
    expect(await evict(first)).toMatchObject({ status: 'Success' });
    expect(await evict(second)).toMatchObject({
      code: 429,
      reason: 'TooManyRequests',
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          { reason: 'DisruptionBudget', message: 'The disruption budget web needs 3 healthy pods and has 4 currently' },
        ],
      },
    });
    await client.passSeconds(60);
    expect(await evict(second)).toMatchObject({ status: 'Success' });
  });

  test('waits for a budget that nobody has looked at yet', async () => {
    const [name = ''] = await podNames();
    const spec = { minAvailable: 1, selector: { matchLabels: { app: 'web' } } };
    await client.call('POST', budgets, { metadata: { name: 'new' }, spec });
    expect(await evict(name)).toMatchObject({ code: 429, details: { retryAfterSeconds: 10 } });
  });

  test('does not know which of two budgets to ask', async () => {
    await protect({ minAvailable: 1 });
    await protect({ minAvailable: 1 }, 'other');
    const [name = ''] = await podNames();
    expect(await evict(name)).toMatchObject({ code: 500, message: expect.stringContaining('more than one') });
  });

  test.each([
    ['IfHealthyBudget', 429],
    ['AlwaysAllow', undefined],
  ])('of a pod that is not ready, with %s', async (unhealthyPodEvictionPolicy, code) => {
    await protect({ minAvailable: 4, unhealthyPodEvictionPolicy });
    const [name = '', other = ''] = await podNames();
    for (const pod of [name, other]) {
      const conditions = [{ type: 'Ready', status: 'False' }];
      const status = JSON.stringify({ status: { conditions } });
      await client.send('PATCH', `${core}/pods/${pod}/status`, status, 'application/merge-patch+json');
    }
    await client.passSeconds(0.1);
    expect((await evict(name)).code).toBe(code);
  });
});
