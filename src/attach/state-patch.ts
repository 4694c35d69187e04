import type { SeriesState, SessionState } from '../session/state.ts';
import { endOf, type SamplesPatch, type SeriesEnd, samplesSince, withSamples } from './series-patch.ts';
import { patchBetween, patched, type ValuePatch } from './value-patch.ts';

/** What turns one state of a session into a later one, or into an earlier one of a replay. */
export interface StatePatch {
  /** Of everything but the series. */
  readonly rest?: ValuePatch;
  /** Those that are new or differ, by their ids. */
  readonly series?: Readonly<Record<string, SeriesPatch>>;
  readonly goneSeries?: readonly string[];
}

/** The samples, and everything else of a series. */
export interface SeriesPatch {
  readonly about?: ValuePatch;
  readonly samples?: SamplesPatch;
}

/** A state as it was sent to somebody. */
export interface SentState {
  readonly state: SessionState;
  readonly ends: ReadonlyMap<string, SeriesEnd>;
}

/** Notes what there is to know of a state for the next patch. */
export function asSent(state: SessionState): SentState {
  return { state, ends: new Map([...state.series].map(([id, { view }]) => [id, endOf(view)])) };
}

/** What somebody lacks who has one state and is to have another; undefined where that is nothing. */
export function statePatch({ state: before, ends }: SentState, after: SessionState): StatePatch | undefined {
  if (before === after) return undefined;
  const rest = patchBetween({ ...before, series: undefined }, { ...after, series: undefined });
  const series: Record<string, SeriesPatch> = {};
  for (const [id, each] of after.series) {
    if (each === before.series.get(id)) continue;
    const about = patchBetween(aboutOf(before.series.get(id)), aboutOf(each));
    const samples = samplesSince(ends.get(id), each.view);
    if (about || samples) series[id] = { ...(about && { about }), ...(samples && { samples }) };
  }
  const goneSeries = [...before.series.keys()].filter((id) => !after.series.has(id));
  const hasSeries = Object.keys(series).length > 0;
  if (!rest && !hasSeries && goneSeries.length === 0) return undefined;
  return {
    ...(rest && { rest }),
    ...(hasSeries && { series }),
    ...(goneSeries.length > 0 && { goneSeries }),
  };
}

/** The state that a patch leads to. What it says nothing of stays the same object, as a selector expects. */
export function patchedState(before: SessionState, { rest, series, goneSeries = [] }: StatePatch): SessionState {
  const after = rest ? (patched(before, rest) as SessionState) : { ...before };
  if (series === undefined && goneSeries.length === 0) return after;
  const all = new Map(before.series);
  for (const id of goneSeries) all.delete(id);
  for (const [id, patch] of Object.entries(series ?? {})) all.set(id, patchedSeries(all.get(id), patch));
  return { ...after, series: all };
}

function patchedSeries(before: SeriesState | undefined, { about, samples }: SeriesPatch): SeriesState {
  const known = about ? (patched(aboutOf(before), about) as Omit<SeriesState, 'view'>) : before;
  if (known === undefined) throw new TypeError('a series that nobody has told of');
  return { ...known, view: withSamples(before?.view, samples ?? { times: [], values: [] }) };
}

function aboutOf(series: SeriesState | undefined): Omit<SeriesState, 'view'> | undefined {
  if (series === undefined) return undefined;
  const { view: _, ...about } = series;
  return about;
}
