import type { Sample } from '../autoscaling/figures/samples.ts';
import type { SessionState } from './state.ts';

/** The samples of a series, gaps as NaN; none for an unknown one. */
export function samplesOf(state: SessionState, series: string): readonly Sample[] {
  const view = state.series.get(series)?.view;
  if (!view) return [];
  return Array.from({ length: view.length }, (_, index) => ({ at: view.at(index), value: view.value(index) }));
}
