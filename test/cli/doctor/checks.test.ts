import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HorizontalPodAutoscaler, KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { formatTime, plusMs } from '../../../src/autoscaling/units.ts';
import { type Cluster, ClusterError } from '../../../src/cluster/port.ts';
import { resources } from '../../../src/cluster/resources.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import type { Scenario } from '../../../src/scenario/model.ts';
import { describeNamespace } from '../../../src/session/discovery/describe-workload.ts';
import { readNamespace } from '../../../src/session/discovery/read-namespace.ts';
import {
  altered,
  answering,
  findingOf,
  findingsOn,
  listing,
  notFound,
  openCluster,
  scenario,
} from './examined-cluster.ts';

let cluster: EmbeddedCluster;
const namespace = 'meme-generator';

beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.close());

async function finding(id: string, on: Cluster = cluster, about: Scenario = scenario) {
  return findingOf(await findingsOn(on, about), id);
}

/** The same cluster as a real one that is current in a kubeconfig. */
function live(on: Cluster, context = 'kind-demo'): Cluster {
  return altered(on, { identity: { badge: 'LIVE', context } });
}

async function objectsOf(type: (typeof resources)[keyof typeof resources]): Promise<readonly KubernetesObject[]> {
  return (await cluster.list(type, type.namespaced ? { namespace } : {})).items;
}

test('nothing fails on the cluster the scenario brings along', async () => {
  const findings = await findingsOn(cluster);
  expect(findings.filter(({ level }) => level === 'fail')).toEqual([]);
  expect(findings.length).toBeGreaterThan(30);
});

test('every finding has an id of its own, and what does not pass has a fix', async () => {
  const findings = await findingsOn(listing(cluster, { scaledobjects: notFound, deployments: [] }));
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
  expect(findings.filter(({ level, fix }) => (level === 'pass') !== (fix === null))).toEqual([]);
});

describe('API server', () => {
  test('one before 1.23 does not serve the HPAs that are read', async () => {
    expect(await finding('api.version')).toMatchObject({ level: 'pass', seen: 'Kubernetes v1.36.2' });
    const old = answering(cluster, [/^\/version$/, { gitVersion: 'v1.22.17' }]);
    expect(await finding('api.version', old)).toMatchObject({
      level: 'fail',
      seen: expect.stringContaining('autoscaling/v2') as string,
    });
  });

  test.each([
    [0, 'pass', 'the clocks of server and machine agree'],
    [90, 'warn', "the server's clock is 90 s ahead of this machine's"],
    [-30, 'warn', "the server's clock is 30 s behind this machine's"],
  ])('a clock that is %d s off', async (seconds, level, seen) => {
    const skewed = altered(cluster, { serverTime: async () => plusMs(cluster.clock.now(), seconds * 1000) });
    expect(await finding('clock.skew', skewed)).toMatchObject({ level, seen });
  });

  test('a cluster without another clock has no skew', async () => {
    expect((await findingsOn(cluster)).some(({ id }) => id === 'clock.skew')).toBe(false);
  });

  test('a context that the scenario does not allow', async () => {
    expect(await finding('context.allowed', live(cluster))).toMatchObject({ level: 'pass' });
    expect(await finding('context.allowed', live(cluster, 'prod'))).toMatchObject({
      level: 'fail',
      seen: expect.stringContaining('context prod may not be changed') as string,
      fix: expect.stringContaining('Add "prod" to target.allowedContexts') as string,
    });
  });
});

describe('KEDA', () => {
  test('not installed', async () => {
    const without = answering(listing(cluster, { scaledobjects: notFound }), [/^\/apis\/keda\.sh/, notFound]);
    expect(await finding('keda.crd', without)).toMatchObject({
      level: 'fail',
      seen: 'KEDA is not installed: nobody serves keda.sh/v1alpha1',
      fix: expect.stringContaining('helm install keda kedacore/keda') as string,
    });
  });

  test('not installed, where nothing uses it', async () => {
    const found = describeNamespace(await readNamespace(cluster, namespace));
    const without = answering(cluster, [/^\/apis\/keda\.sh/, notFound]);
    expect(await finding('keda.crd', without, found)).toMatchObject({ level: 'pass' });
  });

  const operator = (name: string, readyReplicas: number) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'keda' },
    spec: { selector: {}, template: { spec: { containers: [] } } },
    status: { readyReplicas },
  });

  test.each([
    ['run', [1, 1], 'pass', 'keda-operator, keda-operator-metrics-apiserver are ready'],
    ['do not run', [0, 1], 'fail', 'no pod is ready of keda-operator'],
    ['cannot be seen', [], 'warn', 'keda-operator, keda-operator-metrics-apiserver cannot be seen'],
  ])('its controllers %s', async (_, ready, level, seen) => {
    const names = ['keda-operator', 'keda-operator-metrics-apiserver'];
    const deployments = ready.map((count, index) => operator(names[index] ?? '', count));
    const there = live(listing(cluster, { deployments }));
    expect(await finding('keda.controllers', there)).toMatchObject({ level, seen });
  });
});

describe('metrics', () => {
  const sampled = (secondsAgo: number) => ({
    items: [{ timestamp: formatTime(plusMs(cluster.clock.now(), -secondsAgo * 1000)), value: '1', containers: [] }],
  });

  test.each([
    ['answers', () => sampled(20), 'pass', /newest sample is 20 s old/],
    ['answers with what is old', () => sampled(300), 'warn', /newest sample is 5 min old/],
    ['knows no pod', () => ({ items: [] }), 'warn', /knows no pod of namespace meme-generator/],
    ['is not installed', () => notFound, 'fail', /metrics\.k8s\.io does not answer/],
  ])('metrics-server %s', async (_, answer, level, seen) => {
    const on = answering(cluster, [/^\/apis\/metrics\.k8s\.io\/v1beta1\/namespaces\/meme-generator\/pods$/, answer()]);
    const found = await finding('metrics.resource', on);
    expect(found.level).toBe(level);
    expect(found.seen).toMatch(seen);
  });

  test('an adapter that is missing fails where it is read', async () => {
    const services = await objectsOf(resources.apiServices);
    const without = listing(cluster, {
      apiservices: services.filter(({ metadata }) => !/external/.test(metadata.name)),
    });
    expect(await finding('metrics.external', without)).toMatchObject({
      level: 'fail',
      seen: 'nobody serves external.metrics.k8s.io, and autoscalers read it',
    });
    const found = describeNamespace(await readNamespace(cluster, namespace));
    expect(await finding('metrics.external', without, found)).toMatchObject({ level: 'pass' });
  });

  test('an adapter whose server is down', async () => {
    const services = (await objectsOf(resources.apiServices)).map((service) => ({
      ...service,
      status: { conditions: [{ type: 'Available', status: 'False', message: 'no response from 10.0.0.1:6443' }] },
    }));
    expect(await finding('metrics.custom', listing(cluster, { apiservices: services }))).toMatchObject({
      level: 'fail',
      seen: expect.stringContaining('not available: no response from 10.0.0.1:6443') as string,
      fix: 'kubectl describe apiservice v1beta2.custom.metrics.k8s.io && kubectl -n monitoring get pods',
    });
  });

  test.each([
    ['answers', () => sampled(5), 'pass', /answers with 1 value, 5 s old/],
    ['is old', () => sampled(600), 'warn', /10 min old/],
    ['has no value', () => ({ items: [] }), 'fail', /answers with no value/],
    [
      'is refused',
      () => new ClusterError(500, 'InternalError', 'adapter broken'),
      'fail',
      /does not answer: adapter broken/,
    ],
  ])('a metric of an HPA %s', async (_, answer, level, seen) => {
    const on = answering(cluster, [/memegenerator_pod_cpu_rate/, answer()]);
    const found = await finding('hpa.meme-backend.memegenerator_pod_cpu_rate', on);
    expect(found.level).toBe(level);
    expect(found.seen).toMatch(seen);
    if (level !== 'pass') expect(found.fix).toMatch(/^kubectl get --raw '\/apis\/custom\.metrics/);
  });
});

test.each([
  ['AmbiguousSelector', 'fail'],
  ['ScalingDisabled', undefined],
])('an HPA that says %s of itself', async (reason, level) => {
  const hpas = (await objectsOf(resources.horizontalPodAutoscalers)).map((hpa) => ({
    ...hpa,
    status: { conditions: [{ type: 'ScalingActive', status: 'False', reason, message: 'its own words' }] },
  }));
  const findings = await findingsOn(listing(cluster, { horizontalpodautoscalers: hpas }));
  expect(findings.find(({ id }) => id === 'hpa.meme-backend')?.level).toBe(level);
});

test('the metric of an HPA that KEDA made answers by the name of its ScaledObject', async () => {
  const driven = await openCluster();
  const keda = scenario.modes.find(({ id }) => id === 'keda-only');
  for (const { object } of keda?.apply ?? []) {
    await driven.delete({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      namespace,
      name: 'meme-backend',
    });
    await driven.apply(object, { fieldManager: 'test' });
  }
  await driven.advanceTo(plusMs(driven.clock.now(), 30_000));
  const found = describeNamespace(await readNamespace(driven, namespace));
  const findings = await findingsOn(driven, found);
  const metric = 's0-nats-jetstream-MEMES';
  expect(findingOf(findings, `hpa.keda-hpa-meme-backend.${metric}`)).toMatchObject({ level: 'pass' });
  expect(findingOf(findings, `signal.${metric}`)).toMatchObject({ level: 'pass', seen: `${metric}: 0` });
  expect(findingOf(findings, 'keda.controllers')).toMatchObject({ level: 'pass' });
  await driven.close();
});

describe('autoscalers together', () => {
  test('an HPA and a VPA on the same resource', async () => {
    const backend = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'meme-backend' };
    const vpa = {
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      metadata: { name: 'meme-backend', namespace },
      spec: { targetRef: backend, updatePolicy: { updateMode: 'Recreate' } },
    };
    const found = await finding('autoscalers.hpa-and-vpa', listing(cluster, { verticalpodautoscalers: [vpa] }));
    expect(found.level).not.toBe('pass');
    expect(found.seen).toMatch(/VPA/);
  });

  test('two HPAs on one Deployment', async () => {
    const hpas = (await objectsOf(resources.horizontalPodAutoscalers)) as readonly HorizontalPodAutoscaler[];
    const first = hpas.find(({ metadata }) => metadata.name === 'meme-backend');
    if (first === undefined) throw new Error('no HPA');
    const second = { ...first, metadata: { ...first.metadata, name: 'second', uid: 'second' } };
    const findings = await findingsOn(listing(cluster, { horizontalpodautoscalers: [...hpas, second] }));
    const about = findings.filter(({ id }) => id.startsWith('autoscalers.two-hpas'));
    expect(about.map(({ level }) => level)).not.toContain('pass');
    expect(about.length).toBeGreaterThan(0);
    expect(await finding('autoscalers.conflicts')).toMatchObject({ level: 'pass' });
  });
});
