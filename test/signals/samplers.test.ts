import { beforeEach, describe, expect, test } from 'vitest';
import { ClusterError } from '../../src/cluster/port.ts';
import { startSampler } from '../../src/signals/sampler.ts';
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

function start() {
  const startedAt = cluster.clock.now();
  const seconds = (at: number) => (at - startedAt) / 1000;
  return startSampler(cluster, signal, {
    sampled: (_, at, [reading]) => told.push(`${seconds(at)} ${reading?.value}`),
    healthy: (_, at) => told.push(`${seconds(at)} live`),
    failed: (_, at, reason) => told.push(`${seconds(at)} failed: ${reason}`),
  });
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

  test('doubles its pause while the source fails, up to 30 s, and recovers at once', async () => {
    let asks = 0;
    const askedAt: number[] = [];
    read = async () => {
      asks += 1;
      askedAt.push((cluster.clock.now() - startedAt) / 1000);
      if (asks <= 6) throw new ClusterError(503, 'ServiceUnavailable', 'no endpoints');
      return 1;
    };
    const startedAt = cluster.clock.now();
    const stop = start();
    await cluster.pass(125);
    stop();
    expect(askedAt).toEqual([0, 4, 12, 28, 58, 88, 118, 120, 122, 124]);
    expect(told.slice(0, 3)).toEqual(['0 failed: no endpoints', '118 live', '118 1']);
  });

  test('never has two questions open, and keeps to its rhythm after a slow answer', async () => {
    read = () => new Promise((resolve) => pending.push(resolve));
    const stop = start();
    await cluster.pass(5);
    expect(pending).toHaveLength(1);
    pending[0]?.(3);
    await cluster.pass(1);
    expect(told).toEqual(['5 live', '0 3']);
    expect(pending).toHaveLength(2);
    stop();
  });

  test('counts a source that does not answer as failed, and cancels cleanly while it waits', async () => {
    read = () => new Promise((resolve) => pending.push(resolve));
    const stop = start();
    await cluster.pass(11);
    expect(told).toEqual(['10 failed: no answer for 10 s']);
    stop();
    pending[0]?.(3);
    await cluster.pass(1);
    expect(told).toHaveLength(1);
    expect(cluster.virtual.nextDueAt()).toBeUndefined();
  });
});
