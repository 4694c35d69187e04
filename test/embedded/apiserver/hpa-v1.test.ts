import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec } from '../../../src/autoscaling/objects.ts';
import { hpaFromV1, hpaToV1 } from '../../../src/embedded/apiserver/versions/hpa-v1.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { setupOf } from '../kernel/setup.ts';
import { type BareClient, openBareClient } from './bare-client.ts';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const alpha = 'autoscaling.alpha.kubernetes.io';

const everything: HorizontalPodAutoscalerSpec = {
  scaleTargetRef: target,
  minReplicas: 2,
  maxReplicas: 9,
  metrics: [
    { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '100Mi' } } },
    {
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'c', target: { type: 'Utilization', averageUtilization: 70 } },
    },
    {
      type: 'Pods',
      pods: {
        metric: { name: 'rate', selector: { matchLabels: { a: 'b' } } },
        target: { type: 'AverageValue', averageValue: '20m' },
      },
    },
    {
      type: 'Object',
      object: {
        describedObject: { kind: 'Service', name: 's' },
        metric: { name: 'hits' },
        target: { type: 'Value', value: '30' },
      },
    },
    { type: 'External', external: { metric: { name: 'lag' }, target: { type: 'AverageValue', averageValue: '5' } } },
    { type: 'External', external: { metric: { name: 'all' }, target: { type: 'Value', value: '7' } } },
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
  ],
  behavior: {
    scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }] },
  },
};

const hpa = (spec: HorizontalPodAutoscalerSpec): HorizontalPodAutoscaler => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'default', annotations: { mine: 'kept' } },
  spec,
});

describe('an HPA in autoscaling/v1', () => {
  test('keeps everything there and back', () => {
    expect(hpaFromV1(hpaToV1(hpa(everything)))).toEqual(hpa(everything));
  });

  test('has the target for CPU as a field, and the rest in annotations', () => {
    const { spec, metadata } = hpaToV1(hpa(everything));
    expect(spec).toEqual({
      scaleTargetRef: target,
      minReplicas: 2,
      maxReplicas: 9,
      targetCPUUtilizationPercentage: 50,
    });
    expect(JSON.parse(metadata.annotations?.[`${alpha}/metrics`] ?? '')).toContainEqual({
      type: 'Pods',
      pods: { metricName: 'rate', selector: { matchLabels: { a: 'b' } }, targetAverageValue: '20m' },
    });
    expect(metadata.annotations?.[`${alpha}/behavior`]).toBe(
      '{"ScaleDown":{"StabilizationWindowSeconds":300,"Policies":[{"Type":"Percent","Value":50,"PeriodSeconds":60}]}}',
    );
  });

  test('shows what was measured and decided', () => {
    const { status, metadata } = hpaToV1({
      ...hpa(everything),
      status: {
        currentReplicas: 3,
        currentMetrics: [
          { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 37, averageValue: '74m' } } },
        ],
        conditions: [{ type: 'AbleToScale', status: 'True' }],
      },
    });
    expect(status).toEqual({ currentReplicas: 3, currentCPUUtilizationPercentage: 37 });
    expect(metadata.annotations).toMatchObject({
      [`${alpha}/current-metrics`]:
        '[{"type":"Resource","resource":{"name":"cpu","currentAverageUtilization":37,"currentAverageValue":"74m"}}]',
      [`${alpha}/conditions`]: '[{"type":"AbleToScale","status":"True"}]',
    });
  });

  test('says nothing with an annotation that cannot be read', () => {
    const broken = { ...hpa(everything), metadata: { name: 'web', annotations: { [`${alpha}/metrics`]: '{' } } };
    expect(hpaFromV1({ ...broken, spec: { scaleTargetRef: target, maxReplicas: 3 } }).spec).toEqual({
      scaleTargetRef: target,
      maxReplicas: 3,
    });
  });
});

describe('the API in autoscaling/v1', () => {
  const [v1, v2] = ['v1', 'v2'].map(
    (version) => `/apis/autoscaling/${version}/namespaces/default/horizontalpodautoscalers`,
  ) as [string, string];
  let client: BareClient;
  beforeAll(async () => {
    client = await openBareClient();
    await client.call('POST', v1, {
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: { scaleTargetRef: target, maxReplicas: 4, targetCPUUtilizationPercentage: 60 },
    });
  });
  afterAll(async () => client.close());

  const cpu = (averageUtilization: number): object => ({
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
  });

  test('writes the object that autoscaling/v2 shows', async () => {
    expect(await client.call('GET', `${v2}/web`)).toMatchObject({
      apiVersion: 'autoscaling/v2',
      spec: { minReplicas: 1, maxReplicas: 4, metrics: [cpu(60)] },
    });
  });

  test('lists and prints it in its own version', async () => {
    const list = await client.call('GET', v1);
    expect(list).toMatchObject({
      apiVersion: 'autoscaling/v1',
      items: [{ apiVersion: 'autoscaling/v1', spec: { targetCPUUtilizationPercentage: 60 } }],
    });
    const table = await client.call('GET', v1, undefined, 'application/json;as=Table;v=v1;g=meta.k8s.io');
    expect(table).toMatchObject({ rows: [{ cells: expect.arrayContaining(['cpu: <unknown>/60%', '1', 4]) }] });
  });

  test('patches it as it is in that version', async () => {
    const patch = '{"spec":{"targetCPUUtilizationPercentage":75}}';
    const patched = await client.send('PATCH', `${v1}/web`, patch, 'application/strategic-merge-patch+json');
    expect(patched).toMatchObject({ apiVersion: 'autoscaling/v1', spec: { targetCPUUtilizationPercentage: 75 } });
    expect(await client.call('GET', `${v2}/web`)).toMatchObject({ spec: { metrics: [cpu(75)] } });
  });

  test('watches it', async () => {
    const [first] = await client.lines(`${v1}?watch=true&timeoutSeconds=1`);
    expect(first).toMatchObject({ type: 'ADDED', object: { apiVersion: 'autoscaling/v1' } });
  });

  test('applies a configuration that has no spec', async () => {
    const annotated = JSON.stringify({ metadata: { name: 'web', annotations: { note: 'hello' } } });
    const path = `${v1}/web?fieldManager=annotator`;
    expect(await client.send('PATCH', path, annotated, 'application/apply-patch+yaml')).toMatchObject({
      apiVersion: 'autoscaling/v1',
      metadata: { annotations: { note: 'hello' } },
      spec: { maxReplicas: 4 },
    });
  });

  test.each(['[{"type":"Resource"}]', '[5]', '[{"type":"Pods","pods":{"metricName":7}}]'])(
    'refuses an annotation with half a metric: %s',
    async (metrics) => {
      const annotations = { [`${alpha}/metrics`]: metrics };
      const half = { metadata: { name: 'half', annotations }, spec: { scaleTargetRef: target, maxReplicas: 4 } };
      const { code } = await client.call('POST', v1, half);
      expect([400, 422]).toContain(code);
    },
  );

  test('refuses fields of the other version', async () => {
    const wrong = {
      metadata: { name: 'other' },
      spec: { scaleTargetRef: target, maxReplicas: 4, metrics: [] },
    };
    expect(await client.call('POST', `${v1}?fieldValidation=Strict`, wrong)).toMatchObject({
      code: 400,
      message: expect.stringContaining('unknown field "spec.metrics"'),
    });
  });
});

test('inside of the process, it is read in that version, too', async () => {
  const cluster = createEmbeddedCluster(setupOf([hpa({ scaleTargetRef: target, maxReplicas: 3 })]));
  const path = '/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers';
  expect(await cluster.getRaw(path)).toMatchObject({
    apiVersion: 'autoscaling/v1',
    items: [{ apiVersion: 'autoscaling/v1', spec: { targetCPUUtilizationPercentage: 80 } }],
  });
  expect(await cluster.getRaw(`${path}/web`)).toMatchObject({ spec: { minReplicas: 1, maxReplicas: 3 } });
  await cluster.close();
});
