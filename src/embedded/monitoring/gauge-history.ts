import type { EpochMs } from '../../autoscaling/units.ts';

/** A sample older than this is no answer any more: Prometheus' lookback. */
const lookbackMs = 300_000;

/** What a monitoring system has scraped of a value that goes up and down. */
export class GaugeHistory {
  readonly #keepMs: number;
  #samples: { readonly atMs: number; readonly value: number }[] = [];

  constructor(keepSeconds: number) {
    this.#keepMs = keepSeconds * 1000;
  }

  /** Notes the value; undefined: there was nothing to scrape. */
  scrape(now: EpochMs, value: number | undefined): void {
    const first = this.#samples.findIndex(({ atMs }) => atMs > now - this.#keepMs);
    if (first > 0) this.#samples = this.#samples.slice(first);
    if (value !== undefined) this.#samples.push({ atMs: now, value });
  }

  /** The latest sample at that moment. */
  valueAt(at: EpochMs): number | undefined {
    const sample = this.#samples.findLast(({ atMs }) => atMs <= at);
    return sample && sample.atMs > at - lookbackMs ? sample.value : undefined;
  }
}
