import type { EpochMs } from '../../autoscaling/units.ts';
import type { SeriesInfo } from '../observation.ts';
import { appendSample, emptySeries } from '../series-ring.ts';
import type { Draft } from './draft.ts';

/** Names a series, or renames it; what was sampled stays. */
export function seriesDeclared(draft: Draft, info: SeriesInfo): void {
  const { state } = draft;
  const known = state.series.get(info.id);
  state.series = draft.put(state.series, info.id, known ? { ...known, info } : { info, view: emptySeries() });
}

/** Appends a sample. A series nobody declared goes by its id. */
export function sampleTaken(
  draft: Draft,
  id: string,
  at: EpochMs,
  value: number | null,
  parts: Readonly<Record<string, number>> | undefined,
): void {
  const { state } = draft;
  const known = state.series.get(id) ?? { info: { id, title: id, unit: '' }, view: emptySeries() };
  const latest = parts === undefined ? { at, value } : { at, value, parts };
  const view = appendSample(known.view, at, value ?? Number.NaN);
  state.series = draft.put(state.series, id, { info: known.info, view, latest });
}
