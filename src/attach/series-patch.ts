import { epochMs } from '../autoscaling/units.ts';
import type { SeriesView } from '../session/series.ts';
import { appendSample, emptySeries, seriesCapacity } from '../session/series-ring.ts';

/** The samples that a series has got. A gap is null, for JSON has no NaN. */
export interface SamplesPatch {
  /** It begins anew: what there was is not part of it any more. */
  readonly anew?: true;
  /** Milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

/** How far a view of a series went when it was sent. The view itself does not last: its ring goes round. */
export interface SeriesEnd {
  readonly length: number;
  readonly lastAt: number;
}

export function endOf(view: SeriesView): SeriesEnd {
  return { length: view.length, lastAt: view.at(view.length - 1) };
}

/** The samples after `end`; all of them where the series does not go on from there. Undefined where there is nothing new. */
export function samplesSince(end: SeriesEnd | undefined, view: SeriesView): SamplesPatch | undefined {
  let from = view.length;
  if (end !== undefined) while (from > 0 && !(view.at(from - 1) <= end.lastAt)) from -= 1;
  const goesOn =
    end !== undefined &&
    Math.min(seriesCapacity, end.length + view.length - from) === view.length &&
    (end.length === 0 || view.at(from - 1) === end.lastAt);
  if (goesOn && from === view.length) return undefined;
  if (goesOn) return samplesFrom(view, from);
  return { anew: true, ...samplesFrom(view, 0) };
}

/** The series with the samples of a patch. */
export function withSamples(view: SeriesView | undefined, { anew, times, values }: SamplesPatch): SeriesView {
  let next = anew || view === undefined ? emptySeries() : view;
  for (const [index, at] of times.entries()) next = appendSample(next, epochMs(at), values[index] ?? Number.NaN);
  return next;
}

function samplesFrom(view: SeriesView, from: number): Pick<SamplesPatch, 'times' | 'values'> {
  const times: number[] = [];
  const values: (number | null)[] = [];
  for (let index = from; index < view.length; index += 1) {
    const value = view.value(index);
    times.push(view.at(index));
    values.push(Number.isFinite(value) ? value : null);
  }
  return { times, values };
}
