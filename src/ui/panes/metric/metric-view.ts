import type { MetricSignal } from '../../../scenario/model.ts';
import type { SeriesState } from '../../../session/state.ts';
import { sparkline } from '../../charts/sparkline.ts';
import { latestValue } from '../../facts/series.ts';
import { valueText, valueWithUnit } from '../../text/numbers.ts';

export interface MetricView {
  /** `9m cores`; a dash in a gap. */
  readonly now: string;
  /** The same without its unit. */
  readonly bare: string;
  readonly target?: string;
  /** The value is beyond the target, so an autoscaler on it wants more. */
  readonly above: boolean;
  /** Lowest, highest and all values between them as bars, sorted; absent without values per pod. */
  readonly spread?: {
    readonly low: string;
    readonly bars: string;
    readonly median: string;
    readonly high: string;
  };
}

/** Pods whose values are drawn one by one; of more, as many are drawn, evenly chosen from the lowest to the highest. */
const widestSpread = 20;

/** The metric's present value, its target, and how it is spread over the pods: an average hides that few do all the work. */
export function metricView(signal: MetricSignal, series: SeriesState | undefined): MetricView {
  const value = latestValue(series);
  const { unit, target } = signal;
  const parts = Object.values(series?.latest?.parts ?? {}).sort((a, b) => a - b);
  const [low, high] = [parts[0], parts.at(-1)];
  return {
    now: value === undefined ? '–' : valueWithUnit(value, unit),
    bare: value === undefined ? '–' : valueText(value, unit),
    ...(target !== undefined && { target: valueText(target, unit) }),
    above: value !== undefined && target !== undefined && value > target,
    ...(low !== undefined &&
      high !== undefined &&
      parts.length > 1 && {
        spread: {
          low: valueText(low, unit),
          bars: sparkline(chosen(parts, widestSpread)),
          median: valueText(medianOf(parts), unit),
          high: valueText(high, unit),
        },
      }),
  };
}

/** At most `most` of the values, the first and the last among them. */
function chosen(sorted: readonly number[], most: number): readonly number[] {
  if (sorted.length <= most) return sorted;
  const distance = (sorted.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => sorted[Math.round(index * distance)] ?? Number.NaN);
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const [below, above] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 || below === undefined ? (above ?? Number.NaN) : (below + (above ?? below)) / 2;
}
