import type { EpochMs } from '../../autoscaling/units.ts';
import { noHttp } from '../traffic/server/http-counters.ts';
import type { RunningWorkloads, ScrapeTarget } from '../workload/running-workloads.ts';
import type { ProcessCounters } from '../workload/workload-process.ts';
import type { CounterSample } from './counter-rate.ts';

/** The counters of one program over time. */
export interface ScrapedSeries {
  readonly pod: string;
  readonly id: string;
  readonly samples: readonly { readonly atMs: number; readonly counters: ProcessCounters }[];
}

/**
 * What a monitoring system has scraped from the pods of one Deployment. A series ends with its pod, but its samples stay until they
 * are older than the longest window, as they do in Prometheus.
 */
export class ScrapeHistory {
  readonly #running: RunningWorkloads;
  readonly #namespace: string;
  readonly #deployment: string;
  readonly #keepMs: number;
  #series: ScrapedSeries[] = [];
  #lastAt: EpochMs | undefined;

  constructor(running: RunningWorkloads, namespace: string, deployment: string, keepSeconds: number) {
    this.#running = running;
    this.#namespace = namespace;
    this.#deployment = deployment;
    this.#keepMs = keepSeconds * 1000;
  }

  /** Time of the last scrape. */
  get lastAt(): EpochMs | undefined {
    return this.#lastAt;
  }

  get series(): readonly ScrapedSeries[] {
    return this.#series;
  }

  scrape(now: EpochMs): void {
    this.#lastAt = now;
    const live = new Map(this.#running.of(this.#namespace, this.#deployment).map((target) => [target.id, target]));
    const kept = this.#series.flatMap((series) => {
      const samples = series.samples.filter(({ atMs }) => atMs > now - this.#keepMs);
      const target = live.get(series.id);
      live.delete(series.id);
      if (target) samples.push({ atMs: now, counters: target.counters() });
      return samples.length === 0 ? [] : [{ ...series, samples }];
    });
    const fresh = [...live.values()].map((target) => ({
      pod: target.pod,
      id: target.id,
      samples: [...createdAt(target, now), { atMs: now, counters: target.counters() }],
    }));
    this.#series = [...kept, ...fresh];
  }
}

/**
 * A series begins with zeros at the start of its program, as Prometheus ingests created timestamps; else what a pod burns before its
 * first scrape would never show.
 */
function createdAt(target: ScrapeTarget, now: EpochMs): ScrapedSeries['samples'] {
  const zeros = { cpuSeconds: 0, periods: 0, throttledPeriods: 0, throttledSeconds: 0, acknowledged: 0, http: noHttp };
  return target.startedAt < now ? [{ atMs: target.startedAt, counters: zeros }] : [];
}

/** One counter of a series, as sampled in a range: after its start, up to its end. */
export function counterOf(
  { samples }: ScrapedSeries,
  counter: (counters: ProcessCounters) => number,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): readonly CounterSample[] {
  const found: CounterSample[] = [];
  // From the end: a history may be long, and most questions are about its last seconds.
  for (let index = samples.length - 1; index >= 0; index -= 1) {
    const sample = samples[index];
    if (sample === undefined || sample.atMs <= startMs) break;
    if (sample.atMs <= endMs) found.push({ atMs: sample.atMs, value: counter(sample.counters) });
  }
  return found.reverse();
}
