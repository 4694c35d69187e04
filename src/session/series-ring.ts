import { type EpochMs, epochMs } from '../autoscaling/units.ts';
import type { SeriesView } from './series.ts';

/** Samples a view shows at most: one hour at one per second. */
export const seriesCapacity = 3600;

/** Twice what a view shows, so that a view outlives as many samples as it holds before its slots are written again. */
const ringSize = 2 * seriesCapacity;

const firstSize = 64;

/**
 * The shared memory of one series: samples by running number, kept in typed arrays that grow to {@link ringSize} and then go round.
 * Views are numbers into it, so that an append costs no copy.
 */
interface Ring {
  times: Float64Array;
  values: Float64Array;
  /** Running number of the next sample. */
  next: number;
}

class RingView implements SeriesView {
  readonly length: number;
  readonly #ring: Ring;
  readonly #end: number;

  constructor(ring: Ring, end: number) {
    this.#ring = ring;
    this.#end = end;
    this.length = Math.min(end, seriesCapacity);
  }

  at(index: number): EpochMs {
    return epochMs(this.#slot(this.#ring.times, index));
  }

  value(index: number): number {
    return this.#slot(this.#ring.values, index);
  }

  /** The view with one more sample. A view that is not the newest of its ring gets a ring of its own: old views never change. */
  with(at: EpochMs, value: number): RingView {
    const ring = this.#ring.next === this.#end ? this.#ring : this.#copy();
    if (ring.next === ring.times.length && ring.times.length < ringSize) grow(ring);
    const slot = ring.next % ring.times.length;
    ring.times[slot] = at;
    ring.values[slot] = value;
    ring.next += 1;
    return new RingView(ring, ring.next);
  }

  #slot(samples: Float64Array, index: number): number {
    if (index < 0 || index >= this.length) return Number.NaN;
    return samples[(this.#end - this.length + index) % samples.length] ?? Number.NaN;
  }

  #copy(): Ring {
    const { times, values } = this.#ring;
    return { times: times.slice(), values: values.slice(), next: this.#end };
  }
}

function grow(ring: Ring): void {
  const size = Math.min(ringSize, ring.times.length * 2);
  const [times, values] = [new Float64Array(size), new Float64Array(size)];
  times.set(ring.times);
  values.set(ring.values);
  ring.times = times;
  ring.values = values;
}

/** A series without samples. */
export function emptySeries(): SeriesView {
  return new RingView({ times: new Float64Array(firstSize), values: new Float64Array(firstSize), next: 0 }, 0);
}

/** The series with one more sample; a gap is NaN. */
export function appendSample(view: SeriesView, at: EpochMs, value: number): SeriesView {
  if (view instanceof RingView) return view.with(at, value);
  let ring = emptySeries();
  for (let index = 0; index < view.length; index += 1) ring = appendSample(ring, view.at(index), view.value(index));
  return appendSample(ring, at, value);
}
