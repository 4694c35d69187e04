import type { EpochMs } from '../../autoscaling/units.ts';
import type { Measure } from '../setup.ts';
import type { ProcessCounters } from '../workload/workload-process.ts';
import { counterRate } from './counter-rate.ts';
import { counterOf, type ScrapedSeries } from './scrape-history.ts';

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
  const rateOf = (counter: keyof ProcessCounters): number | undefined => {
    const rates = series
      .map((each) => counterRate(counterOf(each, counter, range), range))
      .filter((rate) => rate !== undefined);
    return rates.length === 0 ? undefined : rates.reduce((total, rate) => total + rate, 0);
  };
  const ratio = (above: keyof ProcessCounters, below: keyof ProcessCounters): number | undefined => {
    const [numerator, denominator] = [rateOf(above), rateOf(below)];
    return numerator === undefined || denominator === undefined ? undefined : numerator / denominator;
  };
  switch (measure) {
    case 'cpu-rate':
      return rateOf('cpuSeconds');
    case 'acked-rate':
      return rateOf('acknowledged');
    case 'productivity':
      return ratio('acknowledged', 'cpuSeconds');
    case 'throttled-ratio':
      return ratio('throttledPeriods', 'periods');
  }
}
