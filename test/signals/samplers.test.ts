import { beforeEach, describe, expect, test } from 'vitest';
import { ClusterError } from '../../src/cluster/port.ts';
import { type SampleSink, startSampler } from '../../src/signals/sampler.ts';
import type { Reading, Signal } from '../../src/signals/signal.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';

let cluster: MemoryCluster;
let told: string[];
let pending: ((value: number) => void)[];
let read: () => Promise<number>;

beforeEach(() => {
  cluster = new MemoryCluster();
  told = [];
  pending = [];
  read = async () => 7;
});

const signal: Signal = {
  source: 'queue',
  series: [],
  everySeconds: 2,
  read: async (): Promise<readonly Reading[]> => [{ series: 'queue', value: await read() }],
};

function sink(startedAt: number): SampleSink {
  const seconds = (at: number) => (at - startedAt) / 1000;
  return {
    sampled: (_, at, [reading]) => told.push(`${seconds(at)} ${reading?.value}`),
    healthy: (_, at) => told.push(`${seconds(at)} live`),
    failed: (_, at, reason) => told.push(`${seconds(at)} failed: ${reason}`),
  };
}

function start() {
  return startSampler(cluster, signal, sink(cluster.clock.now()));
}

describe('a sampler', () => {
  test('asks at once and then every period on the cluster clock', async () => {
    const stop = start();
    await cluster.pass(5);
    expect(told).toEqual(['0 live', '0 7', '2 7', '4 7']);
    stop();
    await cluster.pass(10);
    expect(told).toHaveLength(4);
  });

  test('doubles its pause while the source fails, up to 4 s, and recovers at once', async () => {
    let asks = 0;
    const askedAt: number[] = [];
    const startedAt = cluster.clock.now();
    read = async () => {
      asks += 1;
      askedAt.push((cluster.clock.now() - startedAt) / 1000);
      if (asks <= 6) throw new ClusterError(503, 'ServiceUnavailable', 'no endpoints');
      return 1;
    };
    const stop = startSampler(cluster, { ...signal, everySeconds: 0.5 }, sink(startedAt));
    await cluster.pass(19.2);
    stop();
    expect(askedAt).toEqual([0, 1, 3, 7, 11, 15, 19]);
    expect(told).toEqual(['0 failed: no endpoints', '19 live', '19 1']);
  });

  test('asks a source that is slow by itself no more often when it fails, and no less', async () => {
    const askedAt: number[] = [];
    const startedAt = cluster.clock.now();
    read = async () => {
      askedAt.push((cluster.clock.now() - startedAt) / 1000);
      throw new Error('no endpoints');
    };
    const stop = startSampler(cluster, { ...signal, everySeconds: 30 }, sink(startedAt));
    await cluster.pass(100);
    stop();
    expect(askedAt).toEqual([0, 30, 60, 90]);
  });

  test('never has two questions open, and keeps to its rhythm after a slow answer', async () => {
    read = () => new Promise((resolve) => pending.push(resolve));
    const stop = start();
    await cluster.pass(2.5);
    expect(pending).toHaveLength(1);
    pending[0]?.(3);
    await cluster.pass(1.5);
    expect(told).toEqual(['2.5 live', '0 3']);
    expect(pending).toHaveLength(2);
    stop();
  });

  test('tells within 3 s that a source does not answer, and takes the late answer', async () => {
    read = () => new Promise((resolve) => pending.push(resolve));
    const stop = start();
    await cluster.pass(5);
    expect(told).toEqual(['3 failed: no answer for 3 s']);
    pending[0]?.(3);
    await cluster.pass(0.5);
    expect(told.slice(1)).toEqual(['5 live', '0 3']);
    stop();
  });

  test('gives a question up after 10 s and asks again; an answer to it counts no more', async () => {
    read = () => new Promise((resolve) => pending.push(resolve));
    const stop = start();
    await cluster.pass(13);
    expect(told).toEqual(['3 failed: no answer for 3 s', '10 failed: no answer for 10 s']);
    expect(pending).toHaveLength(2);
    pending[0]?.(1);
    pending[1]?.(2);
    await cluster.pass(0.5);
    expect(told.slice(2)).toEqual(['13 live', '12 2']);
    stop();
  });

  test('cancels cleanly while it waits', async () => {
    read = () => new Promise((resolve) => pending.push(resolve));
    const stop = start();
    await cluster.pass(1);
    stop();
    pending[0]?.(3);
    await cluster.pass(20);
    expect(told).toEqual([]);
    expect(cluster.virtual.nextDueAt()).toBeUndefined();
  });
});
