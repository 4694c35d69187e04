import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/autoscaling/objects.ts';
import type { Job } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { benchJob, MemeCluster, memeBackend, namespace } from './meme-cluster.ts';

const logOf = ({ kernel }: MemeCluster, app: string): readonly string[] => {
  const [pod] = kernel.store.select<Pod>(resources.pods, namespace, { matchLabels: { app } });
  const lines: string[] = [];
  if (pod) kernel.kubelet.logOf(pod, 'load')?.read(false, { onLine: (line) => lines.push(line), onEnd: () => {} });
  return lines;
};

const loadedFor = async (seconds: number, ...words: readonly string[]) => {
  const cluster = new MemeCluster([memeBackend(0)]);
  cluster.apply(benchJob('load', ...words));
  await cluster.seconds(seconds);
  const { status } = cluster.kernel.store.get<Job>(resources.jobs, namespace, 'load') ?? {};
  return { cluster, log: logOf(cluster, 'load'), lag: cluster.lag(), succeeded: status?.succeeded ?? 0 };
};

describe('nats pub in a Job', () => {
  it('publishes one message and says so', async () => {
    const { log, lag, succeeded } = await loadedFor(
      10,
      'nats',
      'pub',
      '-s',
      'nats://nats:4222',
      'meme.request',
      'hello',
    );
    expect(log).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d Published 5 bytes to "meme.request"$/)]);
    expect([lag, succeeded]).toEqual([1, 1]);
  });

  it('repeats at its pace', async () => {
    const { lag } = await loadedFor(14, ...'nats pub meme.request x --count 100 --sleep 1s'.split(' '));
    expect(lag).toBeGreaterThanOrEqual(9);
    expect(lag).toBeLessThanOrEqual(12);
  });

  it('waits for the stream’s acknowledgement with --jetstream, and fails where no stream has the subject', async () => {
    const stored = await loadedFor(10, ...'nats pub -J meme.request x'.split(' '));
    expect(stored.log.at(-1)).toMatch(/Stored in Stream: MEMES Sequence: 1$/);
    const lost = await loadedFor(10, ...'nats pub --jetstream nobody.hears x'.split(' '));
    expect(lost.log.at(-1)).toBe('nats: error: nats: no responders available for request');
    expect(lost.succeeded).toBe(0);
    expect((await loadedFor(10, ...'nats pub nobody.hears x'.split(' '))).succeeded).toBe(1);
  });
});

describe('a script of a Job', () => {
  it('is a paced load', async () => {
    const script =
      'for i in $(seq 1 20); do nats pub memes.x "meme $i"; nats pub meme.request "meme $i"; sleep 1; done; echo done';
    const half = await loadedFor(12, 'sh', '-c', script);
    expect(half.lag).toBeGreaterThanOrEqual(8);
    expect(half.lag).toBeLessThanOrEqual(11);
    expect(half.succeeded).toBe(0);
    const whole = await loadedFor(30, 'sh', '-c', script);
    expect([whole.lag, whole.succeeded, whole.log.at(-1)]).toEqual([20, 1, 'done']);
    expect(whole.log).toHaveLength(41);
  });

  it('runs its loads one after the other, and ends with the last one’s status', async () => {
    const script =
      'nats bench js pub async meme.request --msgs 500 --no-progress && nats bench meme.request --pub 2 --msgs 300 && exit 4';
    const { cluster, lag, log } = await loadedFor(10, 'bash', '-ec', script);
    expect(lag).toBe(800);
    expect(log.filter((line) => line.includes('aggregated stats'))).toEqual([
      expect.stringContaining('NATS JetStream asynchronous publisher aggregated stats: '),
      expect.stringContaining('NATS Core publisher aggregated stats: '),
    ]);
    const [pod] = cluster.kernel.store.select<Pod>(resources.pods, namespace, { matchLabels: { app: 'load' } });
    expect(pod?.status?.containerStatuses?.[0]?.state?.terminated?.exitCode).toBe(4);
  });

  it('without any load completes and says which loads there are', async () => {
    const { log, succeeded } = await loadedFor(10, 'sh', '-c', 'for i in 1 2; do python train.py; done');
    expect(log).toEqual([
      expect.stringContaining('this command puts no load on the model; a load is "nats bench js pub'),
    ]);
    expect(succeeded).toBe(1);
  });

  it('without any load takes its time and has its status where that is plain to see', async () => {
    const words = ['sh', '-c', 'echo working; sleep 20; exit 3'];
    const early = await loadedFor(15, ...words);
    expect([early.log.at(-1), early.succeeded]).toEqual(['working', 0]);
    const { cluster } = await loadedFor(30, ...words);
    const [pod] = cluster.kernel.store.select<Pod>(resources.pods, namespace, { matchLabels: { app: 'load' } });
    expect(pod?.status?.containerStatuses?.[0]?.state?.terminated?.exitCode).toBe(3);
  });

  it('that loops without a pause does not stop the clock', async () => {
    const { lag, succeeded } = await loadedFor(
      10,
      'sh',
      '-c',
      'while true; do x=$((x + 1)); done; nats pub meme.request x',
    );
    expect([lag, succeeded]).toEqual([0, 0]);
  });
});
