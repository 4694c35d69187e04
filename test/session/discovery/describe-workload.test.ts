import { describe, expect, test } from 'vitest';
import type { MetricSpec, ScaleTrigger } from '../../../src/autoscaling/objects.ts';
import type { Deployment } from '../../../src/cluster/objects.ts';
import { describeNamespace, describeWorkload } from '../../../src/session/discovery/describe-workload.ts';
import { scaledWorkloads } from '../../../src/session/discovery/scaled-workloads.ts';
import { deployment, hpa, jetStreamTrigger, kedaHpa, namespaceOf, scaledObject } from './objects.ts';

function described(
  metrics: readonly MetricSpec[],
  triggers: readonly ScaleTrigger[] = [],
  web: Deployment = deployment('web'),
) {
  const objects = namespaceOf({
    deployments: [web],
    hpas: [hpa('web', 'web', metrics)],
    scaledObjects: triggers.length === 0 ? [] : [scaledObject('web', 'web', triggers)],
  });
  const [workload] = scaledWorkloads(objects);
  if (!workload) throw new Error('no workload');
  return describeWorkload(workload);
}

const utilization = (resource: string, averageUtilization: number): MetricSpec => ({
  type: 'Resource',
  resource: { name: resource, target: { type: 'Utilization', averageUtilization } },
});

describe('a workload described as a scenario', () => {
  test('has something to look at and nothing to do', () => {
    expect(described([])).toMatchObject({
      title: 'shop/web',
      target: {
        namespace: 'shop',
        workloads: [{ kind: 'Deployment', name: 'web' }],
        allowedContexts: [],
        failOverAfterSeconds: Number.POSITIVE_INFINITY,
      },
      modes: [],
      loads: [],
      acts: [],
    });
  });

  test('shows CPU, whatever its autoscalers read, without a target that nobody set', () => {
    expect(described([]).signals.metrics).toEqual([
      expect.objectContaining({ kind: 'resource', id: 'cpu', podSelector: 'app=web', unit: 'cores' }),
    ]);
    expect(described([]).signals.metrics[0]?.target).toBeUndefined();
  });

  test('draws a utilization as the usage it stands for', () => {
    expect(described([utilization('cpu', 50)]).signals.metrics).toEqual([
      expect.objectContaining({ id: 'cpu', target: 0.1 }),
    ]);
  });

  test('draws no line for a utilization of containers without requests', () => {
    const { metrics } = described([utilization('cpu', 50)], [], deployment('web', {})).signals;
    expect(metrics.map(({ id, target }) => [id, target])).toEqual([['cpu', undefined]]);
  });

  test('reads the metrics of pods, objects and the outside as the HPA controller does', () => {
    const { metrics } = described([
      { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '20m' } } },
      {
        type: 'Object',
        object: {
          describedObject: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'main' },
          metric: { name: 'hits' },
          target: { type: 'Value', value: '2k' },
        },
      },
      {
        type: 'External',
        external: {
          metric: { name: 's0-lag', selector: { matchLabels: { 'scaledobject.keda.sh/name': 'web' } } },
          target: { type: 'AverageValue', averageValue: '5' },
        },
      },
    ]).signals;
    expect(metrics).toEqual([
      expect.objectContaining({ kind: 'custom', metric: 'rps', podSelector: 'app=web', target: 0.02 }),
      expect.objectContaining({
        kind: 'custom',
        metric: 'hits',
        object: { resource: 'ingresses.networking.k8s.io', name: 'main' },
        target: 2000,
      }),
      expect.objectContaining({ kind: 'external', metric: 's0-lag', selector: 'scaledobject.keda.sh/name=web' }),
      expect.objectContaining({ kind: 'resource', id: 'cpu' }),
    ]);
    // Five per replica is no line in the chart of a total.
    expect(metrics[2]?.target).toBeUndefined();
  });

  test('reads one container where the HPA does', () => {
    const metric: MetricSpec = {
      type: 'ContainerResource',
      containerResource: {
        name: 'cpu',
        container: 'main',
        target: { type: 'Utilization', averageUtilization: 80 },
      },
    };
    expect(described([metric]).signals.metrics[0]).toMatchObject({ id: 'cpu-main', container: 'main', target: 0.16 });
  });

  test('finds the stream behind a trigger', () => {
    expect(described([], [jetStreamTrigger]).signals.queue).toEqual({
      kind: 'nats-jetstream',
      id: 'queue',
      title: 'ORDERS',
      unit: 'messages',
      namespace: 'shop',
      service: 'nats',
      port: 8222,
      account: '$G',
      stream: 'ORDERS',
      consumer: 'worker',
      lagThreshold: 5,
      everySeconds: 1,
    });
  });

  test('finds the list behind a trigger, unless a password is in the way', () => {
    const metadata = { address: 'redis.shop.svc:6379', listName: 'jobs', databaseIndex: '3' };
    expect(described([], [{ type: 'redis', metadata }]).signals.queue).toMatchObject({
      kind: 'redis-list',
      service: 'redis',
      port: 6379,
      via: 'port-forward',
      list: 'jobs',
      database: 3,
      lagThreshold: 5,
    });
    const locked = { ...metadata, passwordFromEnv: 'REDIS_PASSWORD' };
    expect(described([], [{ type: 'redis', metadata: locked }]).signals.queue).toBeUndefined();
  });

  test('asks the Prometheus of a trigger the same query, where it stands in the cluster', () => {
    const metadata = { serverAddress: 'http://prometheus.monitoring.svc:9090', query: 'sum(x)', threshold: '3' };
    expect(described([], [{ type: 'prometheus', metadata }]).signals.metrics[0]).toMatchObject({
      kind: 'prometheus',
      namespace: 'monitoring',
      service: 'prometheus',
      port: 9090,
      query: 'sum(x)',
    });
    for (const other of [{ authModes: 'bearer' }, { serverAddress: 'https://prometheus.example.com' }]) {
      const { metrics } = described([], [{ type: 'prometheus', metadata: { ...metadata, ...other } }]).signals;
      expect(metrics.map(({ kind }) => kind)).toEqual(['resource']);
    }
  });

  test('has each signal once, also when two HPAs read it', () => {
    const objects = namespaceOf({
      deployments: [deployment('web')],
      hpas: [hpa('a', 'web', [utilization('cpu', 50)]), kedaHpa('b', 'web', [utilization('cpu', 80)])],
    });
    const ids = describeNamespace(objects).signals.metrics.map(({ id }) => id);
    expect(ids).toEqual(['cpu']);
  });
});

test('a namespace described as a scenario holds the workloads that have autoscalers', () => {
  const objects = namespaceOf({
    deployments: [deployment('plain'), deployment('web')],
    hpas: [hpa('web', 'web', [])],
  });
  expect(describeNamespace(objects).target.workloads).toEqual([{ kind: 'Deployment', name: 'web' }]);
});
