import { describe, expect, it } from 'vitest';
import { deployment } from './objects.ts';
import { Programs, type Running, running } from './running.ts';

const usage = (kernel: Running) => kernel.metricsServer.usage(kernel.pods());
const milli = (nanocores: bigint | undefined) => Number(nanocores ?? 0n) / 1e6;

describe('metrics-server', () => {
  it('serves a pod once it has two points, at the latest half a minute and a scrape after its start', async () => {
    const programs = new Programs();
    programs.cores = 0.2;
    const kernel = running([deployment(4)], {}, [programs]);
    await kernel.pass(10);
    expect(usage(kernel)).toEqual([]);
    await kernel.pass(40);
    expect(usage(kernel)).toHaveLength(4);
  });

  it('averages the counter over its window, which lies between two samples of cAdvisor', async () => {
    const programs = new Programs();
    programs.cores = 0.25;
    const kernel = running([deployment(3)], {}, [programs]);
    await kernel.pass(120);
    for (const { windowMs, timestamp, containers } of usage(kernel)) {
      expect(windowMs).toBeGreaterThanOrEqual(10_000);
      expect(windowMs).toBeLessThanOrEqual(20_000);
      expect(kernel.clock.now() - timestamp).toBeLessThanOrEqual(30_000);
      expect(milli(containers[0]?.cpuNanocores)).toBeCloseTo(250, 3);
      expect(containers[0]?.memoryBytes).toBe(64n * 1024n * 1024n);
    }
  });

  it('shows a change late, and blurred over the window it fell into', async () => {
    const programs = new Programs();
    const kernel = running([deployment(1)], {}, [programs]);
    await kernel.pass(120);
    programs.cores = 1;
    const seen: number[] = [];
    for (let second = 0; second < 60; second += 1) {
      await kernel.pass(1);
      const value = milli(usage(kernel)[0]?.containers[0]?.cpuNanocores);
      if (value !== seen.at(-1)) seen.push(value);
    }
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBeCloseTo(1000, 3);
    expect(seen.some((value) => value > 0 && value < 990)).toBe(true);
  });

  it('never takes the difference between the counters of two runs of a container', async () => {
    const programs = new Programs();
    programs.cores = 0.2;
    const kernel = running([deployment(1)], {}, [programs]);
    await kernel.pass(300);
    programs.hosts[0]?.exited(1);
    const served: boolean[] = [];
    for (let second = 0; second < 60; second += 1) {
      await kernel.pass(1);
      const [pod] = usage(kernel);
      served.push(pod !== undefined);
      if (pod !== undefined) expect(milli(pod.containers[0]?.cpuNanocores)).toBeCloseTo(200, 3);
    }
    expect(served.at(-1)).toBe(true);
  });
});
