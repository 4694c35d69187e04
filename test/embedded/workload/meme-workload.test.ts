import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import {
  benchJob,
  burst6000,
  cpuQuery,
  MemeCluster,
  memeBackend,
  memeScaledObject,
  namespace,
  productivityQuery,
  throttledQuery,
} from './meme-cluster.ts';

const memePods = { matchLabels: { app: 'meme-backend' } };

const logOf = ({ kernel }: MemeCluster, app: string): readonly string[] => {
  const [pod] = kernel.store.select<Pod>(resources.pods, namespace, { matchLabels: { app } });
  const lines: string[] = [];
  if (pod) kernel.kubelet.logOf(pod, 'load')?.read(false, { onLine: (line) => lines.push(line), onEnd: () => {} });
  return lines;
};

async function replicasEvery15Seconds(cluster: MemeCluster, count: number): Promise<readonly number[]> {
  const path: number[] = [];
  for (let sample = 0; sample < count; sample += 1) {
    await cluster.seconds(15);
    if (path.at(-1) !== cluster.replicas) path.push(cluster.replicas);
  }
  return path;
}

describe('a burst of 6,000 messages', () => {
  it('takes KEDA’s HPA from 1 over 4 and 8 to 10 in steps of 15 s', async () => {
    const cluster = new MemeCluster([memeBackend(1), memeScaledObject()]);
    await cluster.seconds(62);
    cluster.apply(benchJob('burst', ...burst6000));
    await cluster.seconds(8);
    expect(cluster.lag()).toBeGreaterThan(5900);
    expect(await replicasEvery15Seconds(cluster, 4)).toEqual([4, 8, 10]);
  });

  it('shows little CPU on average and much throttling, and productivity suffers from starting pods', async () => {
    const cluster = new MemeCluster([memeBackend(1), memeScaledObject()]);
    await cluster.seconds(60);
    expect(cluster.prometheus(productivityQuery)).toBe(0);
    expect(cluster.prometheus(throttledQuery)).toBeNaN();
    cluster.apply(benchJob('burst', ...burst6000));
    await cluster.seconds(50);
    const whileStarting = cluster.prometheus(productivityQuery) ?? 0;
    expect(cluster.prometheus(throttledQuery)).toBeGreaterThan(0.5);
    await cluster.seconds(40);
    const milliPerPod = ((cluster.prometheus(cpuQuery) ?? 0) * 1000) / cluster.replicas;
    expect(milliPerPod).toBeGreaterThan(8);
    expect(milliPerPod).toBeLessThan(20);
    expect(cluster.prometheus(throttledQuery)).toBeGreaterThan(0.4);
    expect(cluster.prometheus(productivityQuery)).toBeGreaterThan(2 * whileStarting);
    await cluster.seconds(120);
    expect(cluster.lag()).toBe(0);
    expect(cluster.prometheus(productivityQuery)).toBe(0);
  });

  it('is worked off at about six messages a second per pod', async () => {
    const cluster = new MemeCluster([memeBackend(5)]);
    await cluster.seconds(30);
    cluster.apply(benchJob('burst', ...burst6000));
    await cluster.seconds(30);
    const before = cluster.lag();
    await cluster.seconds(60);
    expect((before - cluster.lag()) / 60 / 5).toBeGreaterThan(5);
    expect((before - cluster.lag()) / 60 / 5).toBeLessThan(6.2);
  });

  it('gives the same run for the same seed', async () => {
    const run = async (seed: number) => {
      const cluster = new MemeCluster([memeBackend(2), memeScaledObject()], { seed });
      await cluster.seconds(20);
      cluster.apply(benchJob('burst', ...burst6000));
      await cluster.seconds(100);
      return JSON.stringify([cluster.consumer(), cluster.prometheus(cpuQuery), cluster.events('meme-backend')]);
    };
    expect(await run(7)).toBe(await run(7));
    expect(await run(7)).not.toBe(await run(8));
  });
});

describe('a pod that goes', () => {
  it('finishes the I/O that has begun; the rest of its batch comes back after the ack wait', async () => {
    const cluster = new MemeCluster([memeBackend(1)]);
    await cluster.seconds(30);
    cluster.apply(benchJob('load', 'nats', 'bench', 'js', 'pub', 'meme.request', '--msgs', '40', '--clients', '40'));
    await cluster.seconds(5);
    const held = cluster.consumer().num_ack_pending;
    expect(held).toBeGreaterThan(20);
    cluster.scale(0);
    await cluster.seconds(3);
    const left = cluster.consumer().num_ack_pending;
    expect(left).toBeLessThan(held);
    expect(left).toBeGreaterThan(held - 13);
    cluster.scale(1);
    await cluster.seconds(15);
    expect(cluster.consumer()).toMatchObject({ num_ack_pending: left, num_redelivered: 0 });
    await cluster.seconds(40);
    expect(cluster.lag()).toBe(0);
  });

  it('stays in the rate of the deployment until its samples leave the window', async () => {
    const cluster = new MemeCluster([memeBackend(3)]);
    await cluster.seconds(60);
    const three = cluster.prometheus(cpuQuery) ?? 0;
    expect(three).toBeCloseTo(0.006, 4);
    cluster.scale(1);
    await cluster.seconds(10);
    expect(cluster.prometheus(cpuQuery)).toBeGreaterThan(0.003);
    await cluster.seconds(40);
    expect(cluster.prometheus(cpuQuery)).toBeCloseTo(0.002, 4);
  });
});

describe('a pods metric', () => {
  it('changes only when its source scrapes, and names the pods that exist', async () => {
    const cluster = new MemeCluster([memeBackend(2)]);
    await cluster.seconds(60);
    const read = () => cluster.kernel.world.metrics.podsMetric(namespace, 'memegenerator_pod_cpu_rate', memePods);
    const before = read();
    expect(before).toHaveLength(2);
    expect(before[0]).toMatchObject({ value: '2m', windowSeconds: 30 });
    await cluster.seconds(4);
    expect(read()).toEqual(before);
    await cluster.seconds(1);
    expect(read()[0]?.timestamp).not.toBe(before[0]?.timestamp);
    cluster.scale(1);
    await cluster.seconds(10);
    expect(read()).toHaveLength(1);
  });
});

describe('a Job', () => {
  it('that runs nats bench publishes, logs progress and completes', async () => {
    const cluster = new MemeCluster([memeBackend(0)]);
    cluster.apply(benchJob('burst', ...burst6000));
    await cluster.seconds(20);
    expect(cluster.lag()).toBe(6000);
    const log = logOf(cluster, 'burst');
    expect(log[0]).toMatch(
      /Starting JetStream .* \[clients=60, msg-size=128 B, msgs=6,000, stream=MEMES, subject=meme.request\]/,
    );
    expect(log.at(-2)).toMatch(/Publishing 100% 6,000 \/ 6,000$/);
    expect(log.at(-1)).toMatch(/aggregated stats: [\d,]+ msgs\/sec/);
    expect(cluster.kernel.store.get(resources.jobs, namespace, 'burst')?.status).toMatchObject({ succeeded: 1 });
  });

  it('that runs something else completes and says that it puts no load on the model', async () => {
    const cluster = new MemeCluster([memeBackend(0), benchJob('other', 'sleep', '100')]);
    await cluster.seconds(90);
    expect(logOf(cluster, 'other')).toEqual([expect.stringContaining('puts no load on the model')]);
    expect(cluster.kernel.store.get(resources.jobs, namespace, 'other')?.status).not.toHaveProperty('succeeded', 1);
    await cluster.seconds(20);
    expect(cluster.kernel.store.get(resources.jobs, namespace, 'other')?.status).toMatchObject({ succeeded: 1 });
  });

  it('that publishes where no stream listens fails as the nats CLI does', async () => {
    const cluster = new MemeCluster([memeBackend(0), benchJob('lost', 'nats', 'bench', 'js', 'pub', 'nowhere')]);
    await cluster.seconds(8);
    expect(logOf(cluster, 'lost')).toEqual(['nats: error: publishing to "nowhere": nats: no response from stream']);
    expect(cluster.lag()).toBe(0);
  });
});
