import { describe, expect, it } from 'vitest';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';
import { namespace, RedisCluster, shellJob, workerDeployment } from './redis-cluster.ts';

const query = encodeURIComponent('sum(redis_key_size{key="celery"})');

const push = (count: number) =>
  shellJob('push', `redis-benchmark -q -h redis.${namespace} -n ${count} -c 10 rpush celery job`);

/** An HPA as someone writes it who wants one worker per `length` waiting jobs, all workers together. */
const hpaOn = (length: string): HorizontalPodAutoscaler => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'worker', namespace },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
    minReplicas: 1,
    maxReplicas: 8,
    metrics: [
      { type: 'External', external: { metric: { name: 'jobs_waiting' }, target: { type: 'Value', value: length } } },
    ],
  },
});

const prometheus = (cluster: RedisCluster): unknown =>
  cluster.kernel.services.call(
    { namespace: 'monitoring', name: 'prometheus', port: 9090 },
    `/api/v1/query?query=${query}`,
  );

const gateway = (cluster: RedisCluster, path: string): unknown =>
  cluster.kernel.services.call({ namespace, name: 'redis', port: 6379 }, path);

describe('Redis behind an HTTP gateway', () => {
  it('tells how long a list is, and nothing else', async () => {
    const cluster = new RedisCluster([workerDeployment(0), push(3)]);
    await cluster.seconds(9);
    expect(gateway(cluster, '/LLEN/celery')).toEqual({ LLEN: 3 });
    expect(gateway(cluster, '/LLEN/nothing')).toEqual({ LLEN: 0 });
    expect(() => gateway(cluster, '/FLUSHALL')).toThrow('this Redis answers GET /LLEN/LIST only, not /FLUSHALL');
  });
});

describe('the length of a queue', () => {
  it('is what Prometheus scraped last, not what it is now', async () => {
    const cluster = new RedisCluster([workerDeployment(0), push(100)]);
    await cluster.seconds(9);
    expect(prometheus(cluster)).toMatchObject({ data: { result: [{ value: [expect.any(Number), '100'] }] } });
    expect(gateway(cluster, '/LLEN/celery')).toEqual({ LLEN: 100 });
  });

  it('is an external metric that an HPA scales on, as is the rate of jobs done', async () => {
    const cluster = new RedisCluster([workerDeployment(1), hpaOn('30')]);
    await cluster.seconds(30);
    expect(cluster.replicas).toBe(1);
    cluster.apply(push(600));
    await cluster.seconds(60);
    expect(cluster.replicas).toBe(8);
    expect(Number.parseInt(cluster.externalMetric('jobs_per_second') ?? '', 10)).toBeGreaterThan(3);
    await cluster.seconds(300);
    expect(cluster.externalMetric('jobs_waiting')).toBe('0');
  });
});
