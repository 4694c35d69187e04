/** Buckets grow by this factor: what is read from them is true to a thousandth. */
const growth = 1.002;
const shortestMs = 0.001;
const longestMs = 1e7;
const logGrowth = Math.log(growth);
const bucketCount = Math.ceil(Math.log(longestMs / shortestMs) / logGrowth) + 2;

/**
 * Many durations in little memory: their number, mean and extremes exactly, quantiles from a histogram whose buckets grow
 * geometrically, as in Gil Tene's HdrHistogram. Milliseconds; zeros where there is none yet.
 */
export class Durations {
  readonly #buckets = new Uint32Array(bucketCount);
  #count = 0;
  #sumMs = 0;
  #minMs = Number.POSITIVE_INFINITY;
  #maxMs = 0;

  get count(): number {
    return this.#count;
  }

  get averageMs(): number {
    return this.#count === 0 ? 0 : this.#sumMs / this.#count;
  }

  get minMs(): number {
    return this.#count === 0 ? 0 : this.#minMs;
  }

  get maxMs(): number {
    return this.#maxMs;
  }

  add(durationMs: number): void {
    const index =
      durationMs <= shortestMs
        ? 0
        : Math.min(bucketCount - 1, 1 + Math.floor(Math.log(durationMs / shortestMs) / logGrowth));
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count += 1;
    this.#sumMs += durationMs;
    this.#minMs = Math.min(this.#minMs, durationMs);
    this.#maxMs = Math.max(this.#maxMs, durationMs);
  }

  /** The duration that a `share` (0..1) of all do not exceed. */
  quantileMs(share: number): number {
    const rank = share * (this.#count - 1);
    let below = 0;
    for (const { valueMs, count } of this.buckets()) {
      below += count;
      if (below > rank) return valueMs;
    }
    return this.maxMs;
  }

  /** The buckets that are not empty, shortest first, by a value in their middle. */
  *buckets(): Generator<{ readonly valueMs: number; readonly count: number }> {
    for (let index = 0; index < bucketCount; index += 1) {
      const count = this.#buckets[index] ?? 0;
      if (count === 0) continue;
      const middleMs = index === 0 ? 0 : shortestMs * growth ** (index - 0.5);
      yield { valueMs: Math.max(this.minMs, Math.min(this.#maxMs, middleMs)), count };
    }
  }
}
