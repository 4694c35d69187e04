import type { EpochMs } from '../../autoscaling/units.ts';
import type { SeriesState, SessionState } from '../../session/state.ts';

/** The latest number of a series; undefined before the first sample and in a gap. */
export function latestValue(series: SeriesState | undefined): number | undefined {
  return series?.latest?.value ?? undefined;
}

/**
 * Growth per second of a counter over the last `spanMs`: undefined until there are two samples far enough apart, and across a counter
 * that was reset.
 */
export function ratePerSecond(series: SeriesState | undefined, spanMs: number): number | undefined {
  const view = series?.view;
  if (!view || view.length < 2) return undefined;
  const last = view.length - 1;
  let first = last;
  while (first > 0 && view.at(last) - view.at(first) < spanMs) first--;
  const seconds = (view.at(last) - view.at(first)) / 1000;
  const grown = view.value(last) - view.value(first);
  return seconds > 0 && Number.isFinite(grown) && grown >= 0 ? grown / seconds : undefined;
}

/** When a series got its latest sample. */
export function latestAt(series: SeriesState | undefined): EpochMs | undefined {
  return series?.latest?.at;
}

/** Samples of a series for charts; none where it is not there. */
export function samplesOf(series: SessionState['series'], id: string): SeriesState['view'] {
  return series.get(id)?.view ?? { length: 0, at: () => 0 as EpochMs, value: () => Number.NaN };
}
