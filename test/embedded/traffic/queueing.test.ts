import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';
import { SeededRandom } from '../../../src/embedded/seeded-random.ts';
import type { HttpServerModel } from '../../../src/embedded/setup.ts';
import { CpuLedger } from '../../../src/embedded/traffic/cpu-ledger.ts';
import { Durations } from '../../../src/embedded/traffic/durations.ts';
import { HttpServer } from '../../../src/embedded/traffic/server/http-server.ts';
import { server as model } from './http-cluster.ts';

const startAt = epochMs(Date.UTC(2026, 0, 1));

interface Run {
  readonly server: HttpServer;
  readonly latenciesMs: readonly number[];
  readonly statuses: ReadonlyMap<number, number>;
  /** Mean number of requests in the server, sampled every 100 ms. */
  readonly meanInFlight: number;
  readonly seconds: number;
}

/** Poisson arrivals of `perSecond` for a while on one pod, then time enough to answer all. */
async function poisson(
  perSecond: number,
  change: {
    readonly limitCores?: number;
    readonly seed?: number;
    readonly seconds?: number;
  } & Partial<HttpServerModel> = {},
): Promise<Run> {
  const { limitCores = 1, seed = 1, seconds = 120, ...http } = change;
  const clock = new VirtualClock(startAt);
  const random = new SeededRandom(seed);
  const full = { ...model, ...http };
  const server = new HttpServer(clock, random.fork('server'), new CpuLedger(startAt, limitCores, full.threads), full);
  server.start();
  const latenciesMs: number[] = [];
  const statuses = new Map<number, number>();
  const samples: number[] = [];
  const arrivals = random.fork('arrivals');
  const gapMs = () => -Math.log(1 - arrivals.next()) * (1000 / perSecond);
  let nextMs = gapMs();
  for (let stepMs = 100; stepMs <= seconds * 1000; stepMs += 100) {
    await clock.advanceTo(plusMs(startAt, stepMs));
    while (nextMs < stepMs) {
      const exchange = server.accept(startAt + nextMs, 1e9, () => {});
      statuses.set(exchange.status, (statuses.get(exchange.status) ?? 0) + 1);
      if (exchange.status === 200) latenciesMs.push(exchange.endMs - exchange.sentMs);
      nextMs += gapMs();
    }
    samples.push(server.held);
  }
  await clock.advanceTo(plusMs(startAt, (seconds + 60) * 1000));
  const meanInFlight = samples.reduce((total, each) => total + each, 0) / samples.length;
  return { server, latenciesMs, statuses, meanInFlight, seconds };
}

const durationsOf = (valuesMs: readonly number[]): Durations => {
  const durations = new Durations();
  for (const valueMs of valuesMs) durations.add(valueMs);
  return durations;
};

const meanOf = (valuesMs: readonly number[]): number => durationsOf(valuesMs).averageMs;

describe('the queue of an HTTP server', () => {
  it('obeys Little’s law: what is in it is what comes in times how long it stays', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 5, max: 85 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 100 }),
        async (perSecond, seed, ioMillis) => {
          const run = await poisson(perSecond, { seed, ioMillisPerRequest: { median: ioMillis, sigma: 0.3 } });
          const arrivalsPerMs = run.latenciesMs.length / (run.seconds * 1000);
          const expected = arrivalsPerMs * meanOf(run.latenciesMs);
          expect(run.meanInFlight).toBeGreaterThan(expected * 0.8 - 0.15);
          expect(run.meanInFlight).toBeLessThan(expected * 1.2 + 0.15);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('answers more slowly the busier it is, slowly at first and steeply near saturation', async () => {
    // One core and 10 ms per request: 100 per second are its limit. One thread and no quota make it an M/D/1 queue.
    const queue = {
      threads: 1,
      limitCores: Number.POSITIVE_INFINITY,
      ioMillisPerRequest: { median: 0, sigma: 0 },
      seconds: 600,
    };
    for (const utilisation of [0.2, 0.5, 0.8, 0.9]) {
      const { latenciesMs } = await poisson(utilisation * 100, queue);
      // Pollaczek and Khinchine, for constant service times; 0.4 ms is the network.
      const expected = 10 + (10 * utilisation) / (2 * (1 - utilisation)) + 0.4;
      expect(meanOf(latenciesMs) / expected).toBeGreaterThan(0.85);
      expect(meanOf(latenciesMs) / expected).toBeLessThan(1.15);
    }
  });

  it('refuses with 503 past saturation, and answers the rest at its limit with a full backlog before them', async () => {
    const { statuses, latenciesMs, seconds, server } = await poisson(150);
    const answered = statuses.get(200) ?? 0;
    expect(answered / seconds).toBeGreaterThan(98);
    expect(answered / seconds).toBeLessThan(104);
    expect(statuses.get(503)).toBeGreaterThan(40 * seconds);
    // 64 places and 256 waiting, worked off at 100 per second.
    expect(durationsOf(latenciesMs).quantileMs(0.5)).toBeGreaterThan(2800);
    expect(durationsOf(latenciesMs).maxMs).toBeLessThan(3600);
    expect(server.counters().failed).toBe(statuses.get(503));
  });

  it('uses as much CPU as its requests cost, whatever the quota', async () => {
    for (const limitCores of [0.3, 1, Number.POSITIVE_INFINITY]) {
      const { server, latenciesMs } = await poisson(20, { limitCores });
      expect(server.cpu().cpuSeconds).toBeCloseTo((latenciesMs.length * 10) / 1000, 6);
    }
  });

  it('is throttled when the quota is small against its bursts, and slower for it', async () => {
    const wide = await poisson(20, { limitCores: 2, threads: 4 });
    const narrow = await poisson(20, { limitCores: 0.25, threads: 4 });
    expect(wide.server.cpu().throttledPeriods).toBe(0);
    const { throttledPeriods, periods, throttledSeconds } = narrow.server.cpu();
    expect(throttledPeriods / periods).toBeGreaterThan(0.1);
    expect(throttledSeconds).toBeGreaterThan(1);
    expect(meanOf(narrow.latenciesMs)).toBeGreaterThan(1.5 * meanOf(wide.latenciesMs));
  });

  it('counts each request once, in the buckets of its histogram', async () => {
    const { server, latenciesMs } = await poisson(60);
    const { requests, buckets, byCode, inFlight, durationSeconds } = server.counters();
    expect(inFlight).toBe(0);
    expect(requests).toBe(latenciesMs.length);
    expect(buckets.at(-1)).toBe(requests);
    expect(byCode.get(200)).toBe(requests);
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
    // Without the network's two hops.
    expect(durationSeconds / requests).toBeCloseTo(meanOf(latenciesMs) / 1000 - 0.0004, 5);
  });
});
