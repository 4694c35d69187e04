import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { namespace, RedisCluster, shellJob, workerDeployment, workerScaledObject } from './redis-cluster.ts';

const run = async (script: string, seconds = 20) => {
  const cluster = new RedisCluster([workerDeployment(0)]);
  cluster.apply(shellJob('load', script));
  await cluster.seconds(seconds);
  return cluster;
};

const succeeded = (cluster: RedisCluster) =>
  cluster.kernel.store.get<Job>(resources.jobs, namespace, 'load')?.status?.succeeded;

const length = async (cluster: RedisCluster, list: string) => {
  cluster.apply(shellJob('count', `redis-cli -h redis LLEN ${list}`));
  await cluster.seconds(10);
  return cluster.log('count').at(-1);
};

describe('redis-benchmark in a Job', () => {
  it('pushes what it says, and prints a summary in one line with -q', async () => {
    const cluster = await run('redis-benchmark -q -h redis.jobs -n 3000 -c 20 rpush celery job');
    expect(cluster.log('load')).toEqual([
      expect.stringMatching(/^rpush celery job: \d+\.\d\d requests per second, p50=\d\.\d{3} msec$/),
    ]);
    expect(succeeded(cluster)).toBe(1);
    expect(await length(cluster, 'celery')).toBe('3000');
  });

  it('runs its own tests in its own order on its own keys', async () => {
    const cluster = await run('redis-benchmark -h redis -p 6379 -t rpush,set,lpush -n 1000 --csv');
    const lines = cluster.log('load');
    expect(lines[0]).toMatch(/^"test","rps","avg_latency_ms"/);
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['"SET"', '"LPUSH"', '"RPUSH"']);
    expect(await length(cluster, 'mylist')).toBe('2000');
  });

  it('prints blocks with distributions otherwise, up to every request', async () => {
    const cluster = await run('redis-benchmark -h redis -t rpush -n 20000 -c 20');
    const lines = cluster.log('load');
    expect(lines[0]).toBe('====== RPUSH ======');
    expect(lines[1]).toMatch(/^ {2}20000 requests completed in \d\.\d\d seconds$/);
    expect(lines).toContain('  20 parallel clients');
    expect(lines.filter((line) => line.startsWith('100.000% <= ') && line.endsWith('count 20000)'))).toHaveLength(2);
    expect(lines.find((line) => line.includes('throughput summary'))).toMatch(
      /^ {2}throughput summary: \d+\.\d\d requests per second$/,
    );
  });

  it.each([
    ['redis-benchmark -n 5 rpush l x', 'Could not connect to Redis at 127.0.0.1:6379: Connection refused'],
    [
      'redis-benchmark -h nowhere -n 5 rpush l x',
      'Could not connect to Redis at nowhere:6379: Name or service not known',
    ],
    ['redis-cli -h redis -p 7000 ping', 'Could not connect to Redis at redis:7000: Connection refused'],
  ])('%s fails with what the tool prints', async (script, line) => {
    const cluster = await run(script);
    expect(cluster.log('load')).toEqual([line]);
    expect(succeeded(cluster) ?? 0).toBe(0);
  });
});

describe('redis-cli in a Job', () => {
  it('prints the reply, and repeats at its interval', async () => {
    const cluster = await run('redis-cli -u redis://redis.jobs:6379 -r 5 -i 0.5 RPUSH celery a b');
    expect(cluster.log('load')).toEqual(['2', '4', '6', '8', '10']);
  });

  it('may stand in the loop of a script', async () => {
    const script =
      'for i in $(seq 1 100); do redis-cli -h "$HOST" RPUSH celery "job $i" > /dev/null; done && echo pushed';
    const cluster = await run(`HOST=redis.jobs; ${script}`);
    expect(cluster.log('load').at(-1)).toBe('pushed');
    expect(await length(cluster, 'celery')).toBe('100');
  });

  it('may run in any pod that nothing else models, for ever', async () => {
    const producer = workerDeployment(1);
    const { metadata, spec } = producer;
    const container = {
      name: 'load',
      image: 'redis:8',
      command: ['redis-cli', '-h', 'redis', '-r', '-1', '-i', '1', 'RPUSH', 'celery', 'x'],
    };
    const labels = { app: 'producer' };
    const cluster = new RedisCluster([
      workerDeployment(0),
      workerScaledObject({ minReplicaCount: 0, pollingInterval: 3600 }),
      {
        ...producer,
        metadata: { ...metadata, name: 'producer' },
        spec: {
          ...spec,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [container] } },
        },
      } as typeof producer,
    ]);
    await cluster.seconds(10);
    const early = Number(cluster.externalMetric());
    await cluster.seconds(10);
    expect(Number(cluster.externalMetric()) - early).toBe(10);
  });
});
