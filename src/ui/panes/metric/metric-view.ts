import type { MetricSignal } from '../../../scenario/model.ts';
import type { SeriesState } from '../../../session/state.ts';
import { sparkline } from '../../charts/sparkline.ts';
import { latestValue } from '../../facts/series.ts';
import { valueText, valueWithUnit } from '../../text/numbers.ts';

export interface MetricView {
  /** `9m cores`; a dash in a gap. */
  readonly now: string;
  readonly target?: string;
  /** The value is beyond the target, so an autoscaler on it wants more. */
  readonly above: boolean;
  /** Lowest, highest and all values between them as bars, sorted; absent without values per pod. */
  readonly spread?: { readonly low: string; readonly bars: string; readonly high: string };
}

/** Pods whose values are drawn one by one; more are left out of the bars, though not of the ends. */
const widestSpread = 20;

/** The metric's present value, its target, and how it is spread over the pods: an average hides that few do all the work. */
export function metricView(signal: MetricSignal, series: SeriesState | undefined): MetricView {
  const value = latestValue(series);
  const { unit, target } = signal;
  const parts = Object.values(series?.latest?.parts ?? {}).sort((a, b) => a - b);
  const [low, high] = [parts[0], parts.at(-1)];
  return {
    now: value === undefined ? '–' : valueWithUnit(value, unit),
    ...(target !== undefined && { target: valueText(target, unit) }),
    above: value !== undefined && target !== undefined && value > target,
    ...(low !== undefined &&
      high !== undefined &&
      parts.length > 1 && {
        spread: { low: valueText(low, unit), bars: sparkline(parts.slice(-widestSpread)), high: valueText(high, unit) },
      }),
  };
}
