import { describe, expect, it } from 'vitest';
import type { ScaledObject, ScaleTrigger } from '../../../src/autoscaling/objects.ts';
import { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { RedisCluster, redisTrigger, shellJob, workerDeployment, workerScaledObject } from '../redis/redis-cluster.ts';

const withTriggers = (triggers: readonly ScaleTrigger[], changes: Partial<ScaledObject['spec']> = {}) =>
  new RedisCluster([workerDeployment(1), workerScaledObject({ triggers, ...changes })]);

const push = (count: number) => shellJob('push', `redis-benchmark -q -h redis -n ${count} rpush celery x`);

describe('cpu and memory triggers', () => {
  it('become resource metrics of the HPA, for one container where it is named', async () => {
    const cluster = withTriggers([
      { type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } },
      { type: 'memory', metricType: 'AverageValue', metadata: { value: '100Mi', containerName: 'worker' } },
      redisTrigger,
    ]);
    await cluster.seconds(40);
    expect(cluster.hpa?.spec.metrics).toMatchObject([
      { type: 'ContainerResource', containerResource: { name: 'memory', container: 'worker' } },
      { type: 'External', external: { metric: { name: 's2-redis-celery' } } },
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
    ]);
    expect(cluster.hpa?.status?.conditions?.find(({ type }) => type === 'ScalingActive')?.status).toBe('True');
  });

  it('alone keep the object active', async () => {
    const cluster = withTriggers([{ type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } }]);
    await cluster.seconds(20);
    expect(cluster.condition('Active')).toBe('True ScalerActive');
    expect(cluster.condition('Ready')).toBe('True ScaledObjectReady');
  });

  it('alone are refused with a minimum of zero', async () => {
    const cluster = new EmbeddedCluster(new RedisCluster([workerDeployment(1)]).kernel);
    const triggers = [{ type: 'cpu', metricType: 'Utilization' as const, metadata: { value: '60' } }];
    const apply = (changes: Partial<ScaledObject['spec']>) =>
      cluster.apply(workerScaledObject({ triggers, ...changes }), { fieldManager: 'test' });
    await expect(apply({ minReplicaCount: 0 })).rejects.toThrow(
      'admission webhook "vscaledobject.kb.io" denied the request: scaledobject has only cpu/memory triggers AND minReplica is 0',
    );
    await expect(apply({ minReplicaCount: 0, triggers: [...triggers, redisTrigger] })).resolves.toBeDefined();
  });
});

describe('a trigger that the operator cannot build', () => {
  it.each<readonly [ScaleTrigger, string]>([
    [{ type: 'rabbitmq', metadata: { queueName: 'q' } }, 'no scaler found for type: rabbitmq'],
    [
      { ...redisTrigger, metricType: 'Utilization' },
      'error getting redis scaler: metric type utilization is only supported for cpu and memory scalers',
    ],
    [
      { type: 'redis', metadata: { address: 'redis.jobs:6379' } },
      'error parsing metadata: missing required parameter "listName"',
    ],
  ])('fails the check of the ScaledObject: %j', async (trigger, message) => {
    const cluster = withTriggers([trigger]);
    await cluster.seconds(5);
    expect(cluster.condition('Ready')).toBe('False ScaledObjectCheckFailed');
    expect(cluster.events('worker')).toContain(`ScaledObjectCheckFailed: ${message}`);
    expect(cluster.hpa).toBeUndefined();
  });
});

describe('a trigger whose server nobody reaches', () => {
  it.each<readonly [ScaleTrigger, string]>([
    [
      {
        type: 'nats-jetstream',
        metadata: { natsServerMonitoringEndpoint: 'nats.jobs:8222', account: '$G', stream: 'S', consumer: 'c' },
      },
      'Get "http://nats.jobs:8222/jsz?acc=%24G&consumers=true&config=true": dial tcp: lookup nats.jobs on 10.96.0.10:53: no such host',
    ],
    [
      {
        type: 'nats-jetstream',
        metadata: {
          natsServerMonitoringEndpoint: 'nats.jobs:8222',
          account: 'A',
          stream: 'S',
          consumer: 'c',
          useHttps: 'true',
        },
      },
      'Get "https://nats.jobs:8222/jsz?acc=A&consumers=true&config=true": dial tcp: lookup nats.jobs on 10.96.0.10:53: no such host',
    ],
  ])('is told with the client’s text', async (trigger, message) => {
    const cluster = withTriggers([trigger]);
    await cluster.seconds(5);
    expect(cluster.events('worker')).toContain(`KEDAScalerFailed: ${message}`);
  });
});

describe('metricType', () => {
  it('Value holds the whole list against the target, AverageValue the share of each pod', async () => {
    // Twice the target: from three pods Value asks for six, AverageValue for two.
    const replicas = async (metricType: 'Value' | 'AverageValue') => {
      const spec = { triggers: [{ ...redisTrigger, metricType }], maxReplicaCount: 8, minReplicaCount: 1 };
      const cluster = new RedisCluster([workerDeployment(3), workerScaledObject(spec)], {
        worker: { ioMillisPerMessage: { median: 3_600_000, sigma: 0 }, concurrency: 1 },
      });
      cluster.apply(push(13));
      await cluster.seconds(28);
      return { replicas: cluster.replicas, length: cluster.externalMetric() };
    };
    expect(await replicas('AverageValue')).toEqual({ replicas: 2, length: '10' });
    expect((await replicas('Value')).replicas).toBeGreaterThan(3);
  });
});

describe('a cron trigger', () => {
  it('raises the minimum within its hours, by the clock of its zone', async () => {
    // The cluster starts at 09:00 UTC, 10:00 in Berlin.
    const metadata = { timezone: 'Europe/Berlin', start: '2 10 * * *', end: '5 10 * * *', desiredReplicas: '4' };
    const cluster = withTriggers([{ type: 'cron', metadata }]);
    await cluster.seconds(110);
    expect([cluster.replicas, cluster.condition('Active')]).toEqual([1, 'False ScalerNotActive']);
    await cluster.seconds(60);
    expect([cluster.replicas, cluster.condition('Active')]).toEqual([4, 'True ScalerActive']);
    expect(cluster.externalMetric('s0-cron-Europe-Berlin-210xxx-510xxx')).toBe('4');
    await cluster.seconds(180);
    expect(cluster.replicas).toBe(1);
  });
});
