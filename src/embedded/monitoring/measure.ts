import type { EpochMs } from '../../autoscaling/units.ts';
import type { Measure } from '../setup.ts';
import { latencyBoundsSeconds } from '../traffic/server/http-counters.ts';
import type { ProcessCounters } from '../workload/workload-process.ts';
import { counterRate } from './counter-rate.ts';
import { histogramQuantile } from './histogram-quantile.ts';
import { counterOf, type ScrapedSeries } from './scrape-history.ts';

/** Reads one counter. */
type Counter = (counters: ProcessCounters) => number;

/**
 * A measure over all given series together: a sum of rates, or the ratio of two such sums. NaN is 0/0; undefined is an empty answer,
 * where no series has two samples in the window yet.
 */
export function measured(
  measure: Measure,
  series: readonly ScrapedSeries[],
  endAt: EpochMs,
  windowSeconds: number,
): number | undefined {
  const range = { startMs: endAt - windowSeconds * 1000, endMs: endAt };
  const rateOf = (counter: Counter): number | undefined => {
    const rates = series
      .map((each) => counterRate(counterOf(each, counter, range), range))
      .filter((rate) => rate !== undefined);
    return rates.length === 0 ? undefined : rates.reduce((total, rate) => total + rate, 0);
  };
  const ratio = (above: Counter, below: Counter): number | undefined => {
    const [numerator, denominator] = [rateOf(above), rateOf(below)];
    return numerator === undefined || denominator === undefined ? undefined : numerator / denominator;
  };
  switch (measure) {
    case 'cpu-rate':
      return rateOf(({ cpuSeconds }) => cpuSeconds);
    case 'acked-rate':
      return rateOf(({ acknowledged }) => acknowledged);
    case 'productivity':
      return ratio(
        ({ acknowledged }) => acknowledged,
        ({ cpuSeconds }) => cpuSeconds,
      );
    case 'throttled-ratio':
      return ratio(
        ({ throttledPeriods }) => throttledPeriods,
        ({ periods }) => periods,
      );
    case 'request-rate':
      return rateOf(({ http }) => http.requests);
    case 'error-ratio':
      return ratio(
        ({ http }) => http.failed,
        ({ http }) => http.requests,
      );
    case 'latency-p95':
      return quantile(0.95, rateOf);
  }
}

function quantile(share: number, rateOf: (counter: Counter) => number | undefined): number | undefined {
  const rates = latencyBoundsSeconds.map((bound, index) => ({
    bound,
    count: rateOf(({ http }) => http.buckets[index] ?? 0),
  }));
  const buckets = rates.flatMap(({ bound, count }) => (count === undefined ? [] : [{ bound, count }]));
  return buckets.length === 0 ? undefined : histogramQuantile(share, buckets);
}
