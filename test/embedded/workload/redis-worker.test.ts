import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';
import { RedisList } from '../../../src/embedded/redis/redis-list.ts';
import { SeededRandom } from '../../../src/embedded/seeded-random.ts';
import { CpuAccount } from '../../../src/embedded/workload/cpu-account.ts';
import { RedisWorker } from '../../../src/embedded/workload/redis-worker.ts';

const setUp = () => {
  const clock = new VirtualClock(epochMs(0));
  const list = new RedisList();
  const cpu = new CpuAccount(clock.now(), undefined, 0);
  const worker = new RedisWorker(clock, new SeededRandom(1), cpu, list, {
    list: 'jobs',
    concurrency: 2,
    cpuMillisPerMessage: 10,
    threads: 1,
    ioMillisPerMessage: { median: 100, sigma: 0 },
  });
  return { clock, list, cpu, worker };
};

describe('a worker of a Redis list', () => {
  it('holds as many jobs as it has slots, computes first, then waits', async () => {
    const { clock, list, cpu, worker } = setUp();
    list.push('right', 'job', 5);
    worker.start();
    expect([worker.held, list.length]).toEqual([2, 3]);
    await clock.advanceTo(epochMs(109));
    expect(worker.acknowledged).toBe(0);
    await clock.advanceTo(epochMs(120));
    expect([worker.acknowledged, list.length]).toEqual([2, 1]);
    await clock.advanceTo(epochMs(1000));
    expect([worker.acknowledged, worker.held, list.length]).toEqual([5, 0, 0]);
    expect(cpu.figures(clock.now()).cpuSeconds).toBeCloseTo(0.05);
  });

  it('that waits gets a job when one is pushed', async () => {
    const { clock, list, worker } = setUp();
    worker.start();
    await clock.advanceTo(epochMs(500));
    list.push('right', 'job');
    expect([worker.held, list.length]).toEqual([1, 0]);
  });

  it('that is killed loses what it holds and takes nothing more', async () => {
    const { clock, list, worker } = setUp();
    list.push('right', 'job', 3);
    worker.start();
    await clock.advanceTo(epochMs(50));
    worker.kill();
    await clock.advanceTo(epochMs(1000));
    expect([worker.acknowledged, worker.held, list.length]).toEqual([0, 0, 1]);
  });

  it('that is told to stop finishes what it holds and takes nothing more', async () => {
    const { clock, list, worker } = setUp();
    list.push('right', 'job', 1);
    worker.start();
    await clock.advanceTo(epochMs(50));
    let drainedAt: number | undefined;
    worker.drain(() => {
      drainedAt = clock.now();
    });
    list.push('right', 'late');
    await clock.advanceTo(epochMs(1000));
    expect([worker.acknowledged, list.length, drainedAt]).toEqual([1, 1, 110]);
  });
});
