import { epochMs } from '../autoscaling/units.ts';
import type { SeriesView } from '../session/series.ts';
import { seriesCapacity } from '../session/series-ring.ts';

const firstSize = 256;

/** All samples of one series of a run. What was current at any moment of it is a view. */
export class WholeSeries {
  #times = new Float64Array(firstSize);
  #values = new Float64Array(firstSize);
  #length = 0;

  /** A gap is NaN. */
  push(at: number, value: number): void {
    if (this.#length === this.#times.length) {
      this.#times = doubled(this.#times);
      this.#values = doubled(this.#values);
    }
    this.#times[this.#length] = at;
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** What a session shows after the samples pushed so far. It never changes. */
  view(): SeriesView {
    const length = Math.min(this.#length, seriesCapacity);
    const first = this.#length - length;
    const sample = (samples: Float64Array, index: number) =>
      index < 0 || index >= length ? Number.NaN : (samples[first + index] ?? Number.NaN);
    return {
      length,
      at: (index) => epochMs(sample(this.#times, index)),
      value: (index) => sample(this.#values, index),
    };
  }
}

function doubled(samples: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * samples.length);
  larger.set(samples);
  return larger;
}
