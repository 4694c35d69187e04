import { describe, expect, it } from 'vitest';
import type { ScaleTrigger } from '../../../src/autoscaling/objects.ts';
import {
  namespace,
  RedisCluster,
  redisTrigger,
  shellJob,
  workerDeployment,
  workerScaledObject,
} from './redis-cluster.ts';

const push = (name: string, count: number) =>
  shellJob(name, `redis-benchmark -q -h redis.${namespace} -n ${count} -c 10 rpush celery job`);

const trigger = (metadata: Readonly<Record<string, string>>): ScaleTrigger => ({ type: 'redis', metadata });

async function replicaPath(cluster: RedisCluster, seconds: number): Promise<readonly number[]> {
  const path = [cluster.replicas];
  for (let second = 0; second < seconds; second += 1) {
    await cluster.seconds(1);
    if (path.at(-1) !== cluster.replicas) path.push(cluster.replicas);
  }
  return path;
}

describe('a ScaledObject on a Redis list', () => {
  it('takes the workers from the minimum to the maximum and back', async () => {
    const cluster = new RedisCluster([workerDeployment(1), workerScaledObject()]);
    await cluster.seconds(30);
    expect(cluster.condition('Ready')).toBe('True ScaledObjectReady');
    expect(cluster.hpa?.spec.metrics).toMatchObject([
      { external: { metric: { name: 's0-redis-celery' }, target: { type: 'AverageValue', averageValue: '5' } } },
    ]);
    cluster.apply(push('burst', 600));
    const path = await replicaPath(cluster, 180);
    expect(Math.max(...path)).toBe(5);
    expect(path.at(-1)).toBe(1);
    expect(cluster.externalMetric()).toBe('0');
  });

  it('wakes the workers from zero, loses nothing, and lets them sleep again after the cooldown', async () => {
    const cluster = new RedisCluster([workerDeployment(0), workerScaledObject({ minReplicaCount: 0 })]);
    await cluster.seconds(20);
    expect(cluster.replicas).toBe(0);
    cluster.apply(push('burst', 200));
    const path = await replicaPath(cluster, 200);
    expect(path.slice(0, 2)).toEqual([0, 1]);
    expect(Math.max(...path)).toBe(5);
    expect(path.at(-1)).toBe(0);
    expect(cluster.events('worker')).toContain(
      'KEDAScaleTargetActivated: Scaled apps/v1.Deployment jobs/worker from 0 to 1, triggered by s0-redis-celery',
    );
  });

  it('stays asleep up to the activation length', async () => {
    const triggers = [{ ...redisTrigger, metadata: { ...redisTrigger.metadata, activationListLength: '50' } }];
    const cluster = new RedisCluster([workerDeployment(0), workerScaledObject({ minReplicaCount: 0, triggers })]);
    cluster.apply(push('few', 50));
    await cluster.seconds(40);
    expect([cluster.replicas, cluster.externalMetric()]).toEqual([0, '50']);
    cluster.apply(push('one-more', 1));
    await cluster.seconds(15);
    expect(cluster.replicas).toBeGreaterThan(0);
  });

  it('gives the same run for the same seed, and another for another', async () => {
    const run = async (seed: number) => {
      const cluster = new RedisCluster([workerDeployment(1), workerScaledObject()], { seed });
      cluster.apply(push('burst', 600));
      const lengths: (string | undefined)[] = [];
      for (let sample = 0; sample < 60; sample += 1) {
        await cluster.seconds(1);
        lengths.push(cluster.externalMetric());
      }
      return { lengths, log: cluster.log('burst'), replicas: cluster.replicas };
    };
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    expect((await run(8)).lengths).not.toEqual(first.lengths);
  });
});

describe('a worker of a Redis list', () => {
  it('works on as many jobs as it has slots', async () => {
    const cluster = new RedisCluster([
      workerDeployment(2),
      workerScaledObject({ minReplicaCount: 2, maxReplicaCount: 2 }),
    ]);
    await cluster.seconds(15);
    cluster.apply(push('burst', 400));
    await cluster.seconds(10);
    const before = Number(cluster.externalMetric());
    await cluster.seconds(20);
    // Two pods of four slots, each a little under a second per job.
    const perSecond = (before - Number(cluster.externalMetric())) / 20;
    expect(perSecond).toBeGreaterThan(7);
    expect(perSecond).toBeLessThan(9.5);
  });
});

describe('where a redis trigger looks', () => {
  it.each([
    ['an address', { address: 'redis.jobs:6379' }],
    ['an address from the environment of the target', { addressFromEnv: 'REDIS_ADDRESS' }],
    ['host and port', { host: 'redis.jobs.svc', port: '6379' }],
  ])('is %s', async (_name, metadata) => {
    const triggers = [trigger({ ...metadata, listName: 'mail' })];
    const cluster = new RedisCluster([workerDeployment(1), workerScaledObject({ triggers })]);
    cluster.apply(shellJob('mail', 'redis-cli -h redis RPUSH mail a b c'));
    await cluster.seconds(20);
    expect(cluster.externalMetric('s0-redis-mail')).toBe('3');
  });

  it('is a list of length 0 as long as nobody pushed to it', async () => {
    const triggers = [trigger({ address: 'redis.jobs:6379', listName: 'unheard-of' })];
    const cluster = new RedisCluster([workerDeployment(1), workerScaledObject({ triggers })]);
    await cluster.seconds(10);
    expect(cluster.externalMetric('s0-redis-unheard-of')).toBe('0');
    expect(cluster.condition('Active')).toBe('False ScalerNotActive');
  });

  it.each([
    [
      { address: 'redis.nowhere:6379' },
      'connection to redis failed: dial tcp: lookup redis.nowhere on 10.96.0.10:53: no such host',
    ],
    [
      { address: 'redis.jobs:7000' },
      'connection to redis failed: dial tcp redis.jobs:7000: connect: connection refused',
    ],
    // The operator looks names up from its own namespace, not from the ScaledObject's.
    [{ address: 'redis:6379' }, 'connection to redis failed: dial tcp: lookup redis on 10.96.0.10:53: no such host'],
    [
      {},
      'error parsing redis metadata: no address or host given. address should be in the format of host:port or you should set the host/port values',
    ],
    [
      { host: 'redis.jobs' },
      'error parsing redis metadata: not enough ports given. number of hosts and ports must be the same',
    ],
  ])('%j fails and is told', async (metadata, text) => {
    const triggers = [trigger({ ...metadata, listName: 'celery' })];
    const cluster = new RedisCluster([workerDeployment(1), workerScaledObject({ triggers })]);
    await cluster.seconds(10);
    expect(cluster.events('worker')).toContain(`KEDAScalerFailed: ${text}`);
    expect(cluster.condition('Ready')).toBe('False TriggerError');
  });
});
