import type { Cancel } from '../../cluster/clock.ts';

interface Run {
  readonly value: string;
  count: number;
}

/**
 * A list of a Redis server. Equal elements beside each other are kept as one run, so that a benchmark's hundred thousand cost nothing.
 * Clients that wait for an element (BLPOP) are served in the order they came, and before anyone sees the element in the list.
 */
export class RedisList {
  readonly #runs: Run[] = [];
  readonly #waiting = new Set<(value: string) => void>();
  #length = 0;

  /** LLEN. */
  get length(): number {
    return this.#length;
  }

  /** LPUSH or RPUSH of `count` equal elements; returns the length before waiting clients are served, as the command does. */
  push(end: 'left' | 'right', value: string, count = 1): number {
    const run = end === 'left' ? this.#runs[0] : this.#runs.at(-1);
    if (run?.value === value) run.count += count;
    else if (count > 0) this.#runs.splice(end === 'left' ? 0 : this.#runs.length, 0, { value, count });
    this.#length += count;
    const length = this.#length;
    this.#serve();
    return length;
  }

  /** LPOP or RPOP; undefined: the list is empty. */
  pop(end: 'left' | 'right'): string | undefined {
    const run = end === 'left' ? this.#runs[0] : this.#runs.at(-1);
    if (!run) return undefined;
    run.count -= 1;
    this.#length -= 1;
    if (run.count === 0) this.#runs.splice(end === 'left' ? 0 : this.#runs.length - 1, 1);
    return run.value;
  }

  /** BLPOP without a timeout: `deliver` gets the next element that nobody before wants. Cancelling gives up the place. */
  waitLeft(deliver: (value: string) => void): Cancel {
    this.#waiting.add(deliver);
    this.#serve();
    return () => this.#waiting.delete(deliver);
  }

  /** DEL. */
  clear(): void {
    this.#runs.length = 0;
    this.#length = 0;
  }

  /** LRANGE of non-negative bounds, both included. */
  *range(from: number, to: number): Generator<string> {
    let index = 0;
    for (const { value, count } of this.#runs) {
      for (let at = Math.max(from, index); at < Math.min(to + 1, index + count); at += 1) yield value;
      index += count;
    }
  }

  #serve(): void {
    for (const deliver of this.#waiting) {
      const value = this.pop('left');
      if (value === undefined) return;
      this.#waiting.delete(deliver);
      deliver(value);
    }
  }
}
