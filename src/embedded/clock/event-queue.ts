/** A call that waits for its moment. */
export interface ScheduledCall {
  readonly at: number;
  /** Position among calls of the same moment: the order they were scheduled in. */
  readonly order: number;
  /** Undefined once cancelled; the entry then leaves the queue when its moment comes. */
  run: (() => void) | undefined;
}

/**
 * A binary heap of calls, earliest first and in scheduling order among equals. Cancelling only empties an entry: taking
 * it out of the middle would cost more than carrying it to its moment.
 */
export class EventQueue {
  readonly #heap: ScheduledCall[] = [];
  #order = 0;

  push(at: number, run: () => void): ScheduledCall {
    const call: ScheduledCall = { at, order: this.#order, run };
    this.#order += 1;
    this.#heap.push(call);
    this.#rise(this.#heap.length - 1);
    return call;
  }

  /** The moment of the first call that is not cancelled. */
  nextAt(): number | undefined {
    return this.#skipCancelled()?.at;
  }

  /** Takes the first call out if it is due at `at` or before. */
  popDue(at: number): ScheduledCall | undefined {
    const first = this.#skipCancelled();
    if (first === undefined || first.at > at) return undefined;
    this.#removeFirst();
    return first;
  }

  #skipCancelled(): ScheduledCall | undefined {
    let first = this.#heap[0];
    while (first !== undefined && first.run === undefined) {
      this.#removeFirst();
      first = this.#heap[0];
    }
    return first;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #sink(from: number): void {
    let index = from;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let earliest = index;
      if (this.#isEarlier(left, earliest)) earliest = left;
      if (this.#isEarlier(right, earliest)) earliest = right;
      if (earliest === index) return;
      this.#swapIfEarlier(earliest, index);
      index = earliest;
    }
  }

  #swapIfEarlier(index: number, above: number): boolean {
    const lower = this.#heap[index];
    const upper = this.#heap[above];
    if (lower === undefined || upper === undefined || !isBefore(lower, upper)) return false;
    this.#heap[index] = upper;
    this.#heap[above] = lower;
    return true;
  }

  #isEarlier(index: number, than: number): boolean {
    const a = this.#heap[index];
    const b = this.#heap[than];
    return a !== undefined && b !== undefined && isBefore(a, b);
  }
}

function isBefore(a: ScheduledCall, b: ScheduledCall): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
