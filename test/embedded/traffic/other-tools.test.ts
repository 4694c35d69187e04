import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { HttpCluster, loadJob, namespace, web } from './http-cluster.ts';

const clusterAfter = async (job: KubernetesObject, seconds: number, replicas = 2) => {
  const cluster = new HttpCluster([web(replicas)]);
  await cluster.seconds(8);
  cluster.apply(job);
  await cluster.seconds(seconds);
  return cluster;
};

describe('hey', () => {
  it('runs for a time and prints its report', async () => {
    const cluster = await clusterAfter(loadJob('load', 'hey -z 10s -c 8 -q 5 http://web/api'.split(' ')), 16);
    const text = cluster.log('load').join('\n');
    expect(cluster.exitCode('load')).toBe(0);
    expect(text).toMatch(/Summary:\n {2}Total:\t10\.\d{4} secs\n {2}Slowest:\t0\.\d{4} secs/);
    const answered = Number(/\[200\]\t(\d+) responses/.exec(text)?.[1]);
    expect(answered).toBeGreaterThan(390);
    expect(answered).toBeLessThanOrEqual(400);
    expect(text).toMatch(/Response time histogram:\n( {2}\d\.\d{3} \[\d+\]\t\|■*\n){11}/);
    expect(text).toMatch(/ {2}95% in 0\.\d{4} secs/);
    const counted = [...text.matchAll(/ {2}\d\.\d{3} \[(\d+)\]/g)].reduce(
      (total, [, count]) => total + Number(count),
      0,
    );
    expect(counted).toBe(answered);
  });

  it('makes as many requests as it is told, as many to each worker', async () => {
    const cluster = await clusterAfter(loadJob('load', 'hey -n 105 -c 10 http://web'.split(' ')), 12);
    expect(cluster.log('load').join('\n')).toContain('[200]\t100 responses');
  });

  it('lists refused connections as errors', async () => {
    const cluster = await clusterAfter(loadJob('load', 'hey -n 10 -c 2 http://web'.split(' ')), 12, 0);
    expect(cluster.log('load').join('\n')).toMatch(
      /Error distribution:\n {2}\[10\]\tGet "http:\/\/web": dial tcp.*connection refused/,
    );
  });
});

describe('a loop of a shell', () => {
  it('of a pod of its own loads the server for as long as the pod lives', async () => {
    const generator = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'load-generator', namespace, labels: { app: 'load' } },
      spec: {
        containers: [
          {
            name: 'load',
            image: 'busybox',
            command: ['/bin/sh', '-c', 'while sleep 0.01; do wget -q -O- http://web; done'],
          },
        ],
      },
    } as KubernetesObject;
    const cluster = await clusterAfter(generator, 60);
    // 10 ms of sleep, about 30 ms of answer, 2 ms of wget.
    expect(cluster.measure('rate')).toBeGreaterThan(18);
    expect(cluster.measure('rate')).toBeLessThan(28);
    expect(cluster.log('load')[0]).toBe('OK!');
  });

  it('of a Deployment loads it once per replica', async () => {
    const rate = async (replicas: number): Promise<number> => {
      const command = ['sh', '-c', 'while true; do wget -q -O- http://web.shop; sleep 0.1; done'];
      const template = {
        metadata: { labels: { app: 'load' } },
        spec: { containers: [{ name: 'load', image: 'busybox', command }] },
      };
      const spec = { replicas, selector: { matchLabels: { app: 'load' } }, template };
      const metadata = { name: 'load-generator', namespace };
      const generator = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec } as KubernetesObject;
      return (await clusterAfter(generator, 60)).measure('rate') ?? 0;
    };
    const one = await rate(1);
    expect(one).toBeGreaterThan(6);
    expect((await rate(3)) / one).toBeCloseTo(3, 0);
  });

  it('ends after its turns, and a failed request decides how', async () => {
    const loop = (url: string) =>
      loadJob('load', ['sh', '-c', `for i in $(seq 1 20); do curl -s ${url}; sleep 0.1; done`]);
    const good = await clusterAfter(loop('http://web.shop/x'), 20);
    expect(good.exitCode('load')).toBe(0);
    const bad = await clusterAfter(loop('http://nowhere'), 20);
    expect(bad.log('load')[0]).toBe('curl: (6) Could not resolve host: nowhere');
    expect(bad.exitCode('load')).toBe(6);
  });
});

describe('the annotation harmony.dev/load', () => {
  it('states a load for a Job whose program nobody knows', async () => {
    const job = loadJob('load', ['artillery', 'run', 'x.yml']);
    const annotations = { 'harmony.dev/load': 'http url=http://web/ vus=10 duration=30s sleep=500ms' };
    const cluster = await clusterAfter({ ...job, metadata: { ...job.metadata, annotations } }, 40);
    expect(cluster.exitCode('load')).toBe(0);
    expect(cluster.log('load').at(-1)).toMatch(
      /^harmony: http http:\/\/web\/, 3\d s: 5\d\d requests, 0 failed, p95 \d+\.\d ms$/,
    );
  });
});
