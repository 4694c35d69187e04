import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deployment, job } from '../kernel/objects.ts';
import { type BareClient, openBareClient } from './bare-client.ts';

const core = '/api/v1/namespaces/shop';
let client: BareClient;

beforeAll(async () => {
  client = await openBareClient();
  await client.call('POST', '/api/v1/namespaces', { metadata: { name: 'shop' } });
});
afterAll(async () => {
  await client.close();
});

describe('what the server fills in', () => {
  test('of a pod: its class, its tolerations, and what its containers do not say', async () => {
    const limits = { cpu: '1', memory: '1Gi' };
    const containers = [
      { name: 'a', image: 'a', ports: [{ containerPort: 80 }], readinessProbe: { httpGet: { port: 80 } } },
      { name: 'b', image: 'registry:5000/b:1.2', resources: { limits } },
    ];
    const pod = await client.call('POST', `${core}/pods`, { metadata: { name: 'p' }, spec: { containers } });
    expect(pod).toMatchObject({
      spec: {
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        serviceAccountName: 'default',
        enableServiceLinks: true,
        terminationGracePeriodSeconds: 30,
        tolerations: [
          { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute', tolerationSeconds: 300 },
          { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', tolerationSeconds: 300 },
        ],
        containers: [
          {
            imagePullPolicy: 'Always',
            terminationMessagePath: '/dev/termination-log',
            ports: [{ containerPort: 80, protocol: 'TCP' }],
            readinessProbe: { httpGet: { path: '/', scheme: 'HTTP' }, timeoutSeconds: 1, failureThreshold: 3 },
          },
          { imagePullPolicy: 'IfNotPresent', resources: { requests: limits } },
        ],
      },
      status: { phase: 'Pending', qosClass: 'Burstable' },
    });
  });

  test('of a Service: an address that nobody has, which stays', async () => {
    const ports = [{ port: 80 }];
    const made = await client.call('POST', `${core}/services`, { metadata: { name: 's' }, spec: { ports } });
    expect(made).toMatchObject({
      spec: {
        type: 'ClusterIP',
        clusterIP: expect.stringMatching(/^10\.96\.\d+\.\d+$/),
        ipFamilies: ['IPv4'],
        sessionAffinity: 'None',
        ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      },
    });
    const { clusterIP } = made.spec as { readonly clusterIP: string };
    const again = await client.call('PUT', `${core}/services/s`, { metadata: { name: 's' }, spec: { ports } });
    expect(again).toMatchObject({ spec: { clusterIP, clusterIPs: [clusterIP] } });
    const other = await client.call('POST', `${core}/services`, { metadata: { name: 't' }, spec: { ports } });
    expect((other.spec as { readonly clusterIP: string }).clusterIP).not.toBe(clusterIP);
    const headless = { metadata: { name: 'h' }, spec: { ports, clusterIP: 'None' } };
    expect(await client.call('POST', `${core}/services`, headless)).toMatchObject({ spec: { clusterIPs: ['None'] } });
  });

  test('of a Job', async () => {
    const made = await client.call('POST', '/apis/batch/v1/namespaces/shop/jobs', job());
    expect(made).toMatchObject({ spec: { completions: 1, completionMode: 'NonIndexed', suspend: false } });
  });
});

describe('what may not change is refused with its field', () => {
  beforeAll(async () => {
    await client.call('POST', '/apis/apps/v1/namespaces/shop/deployments', deployment(1));
    await client.call('POST', `${core}/configmaps`, { metadata: { name: 'c' }, data: { a: 'b' }, immutable: true });
  });

  test.each<[string, object, string, string]>([
    [
      '/apis/apps/v1/namespaces/shop/deployments/web',
      { spec: { selector: { matchLabels: { app: 'other' } }, template: { metadata: { labels: { app: 'other' } } } } },
      'spec.selector',
      'FieldValueInvalid',
    ],
    [
      '/apis/batch/v1/namespaces/shop/jobs/load',
      { spec: { template: { spec: { terminationGracePeriodSeconds: 5 } } } },
      'spec.template',
      'FieldValueInvalid',
    ],
    [`${core}/services/s`, { spec: { clusterIP: '10.96.9.9' } }, 'spec.clusterIPs[0]', 'FieldValueInvalid'],
    [`${core}/pods/p`, { spec: { schedulerName: 'mine' } }, 'spec', 'FieldValueForbidden'],
    [`${core}/configmaps/c`, { data: { a: 'c' } }, 'data', 'FieldValueForbidden'],
  ])('%s', async (path, change, field, reason) => {
    const answer = await client.send('PATCH', path, JSON.stringify(change), 'application/merge-patch+json');
    expect(answer).toMatchObject({ code: 422, reason: 'Invalid', details: { causes: [{ field, reason }] } });
  });
});

test.each([
  [{ minAvailable: 1, maxUnavailable: 1 }, 'spec', 'FieldValueInvalid'],
  [{ minAvailable: 'half' }, 'spec.minAvailable', 'FieldValueInvalid'],
  [{ maxUnavailable: '120%' }, 'spec.maxUnavailable', 'FieldValueInvalid'],
  [{ unhealthyPodEvictionPolicy: 'Never' }, 'spec.unhealthyPodEvictionPolicy', 'FieldValueNotSupported'],
])('a budget of %j is refused', async (spec, field, reason) => {
  const path = '/apis/policy/v1/namespaces/shop/poddisruptionbudgets';
  const answer = await client.call('POST', path, { metadata: { name: 'b' }, spec });
  expect(answer).toMatchObject({ code: 422, details: { name: 'b', group: 'policy', causes: [{ field, reason }] } });
});

describe('a pod that cannot run is refused, with every field that is wrong', () => {
  const container = { name: 'a', image: 'a' };
  test.each<[string, object, string, string]>([
    ['no image', { containers: [{ name: 'a' }] }, 'spec.containers[0].image', 'FieldValueRequired'],
    ['a name twice', { containers: [container, container] }, 'spec.containers[1].name', 'FieldValueDuplicate'],
    [
      'a name that is none',
      { containers: [{ ...container, name: 'A_b' }] },
      'spec.containers[0].name',
      'FieldValueInvalid',
    ],
    [
      'asking for more than it may use',
      { containers: [{ ...container, resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } }] },
      'spec.containers[0].resources.requests',
      'FieldValueInvalid',
    ],
  ])('%s', async (_case, spec, field, reason) => {
    const answer = await client.call('POST', `${core}/pods`, { metadata: { name: 'bad' }, spec });
    expect(answer).toMatchObject({ code: 422, details: { name: 'bad', kind: 'Pod', causes: [{ field, reason }] } });
  });

  test('a Deployment whose pods end, or whose update would never', async () => {
    const base = deployment(1);
    const template = { ...base.spec.template, spec: { ...base.spec.template.spec, restartPolicy: 'Never' } };
    const strategy = { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } };
    const body = { ...base, metadata: { name: 'never' }, spec: { ...base.spec, template, strategy } };
    const answer = await client.call('POST', '/apis/apps/v1/namespaces/shop/deployments', body);
    expect((answer.details as { readonly causes: readonly unknown[] }).causes).toMatchObject([
      { field: 'spec.template.spec.restartPolicy', reason: 'FieldValueNotSupported' },
      { field: 'spec.strategy.rollingUpdate.maxUnavailable', reason: 'FieldValueInvalid' },
    ]);
  });
});

test.each([
  [{ 'a b': 'c' }, 'name part must consist of alphanumeric characters'],
  [{ 'UPPER/a': 'c' }, 'name part must consist of alphanumeric characters'],
  [{ a: 'not a value' }, 'a valid label must be an empty string or consist of'],
  [{ a: 'x'.repeat(64) }, 'must be no more than 63 bytes'],
])('labels %j are refused', async (labels, why) => {
  const answer = await client.call('POST', `${core}/configmaps`, { metadata: { name: 'labelled', labels } });
  expect(answer).toMatchObject({
    code: 422,
    details: { causes: [{ field: 'metadata.labels', message: expect.stringContaining(why) }] },
  });
});
