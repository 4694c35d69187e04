/** A binary heap of items by moment, earliest first; among equal moments the order is fixed by the order of calls. */
export class MomentHeap<Item> {
  readonly #moments: number[] = [];
  readonly #items: Item[] = [];

  get size(): number {
    return this.#items.length;
  }

  /** The earliest moment; Infinity when empty. */
  get nextMs(): number {
    return this.#moments[0] ?? Number.POSITIVE_INFINITY;
  }

  /** All items, in no particular order. */
  get items(): readonly Item[] {
    return this.#items;
  }

  push(atMs: number, item: Item): void {
    let index = this.#items.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.#moments[parent] ?? Number.NEGATIVE_INFINITY;
      if (above <= atMs) break;
      this.#move(parent, index);
      index = parent;
    }
    this.#moments[index] = atMs;
    this.#items[index] = item;
  }

  /** Takes out the earliest item. */
  pop(): Item | undefined {
    const first = this.#items[0];
    const item = this.#items.pop();
    const atMs = this.#moments.pop();
    if (item === undefined || atMs === undefined || this.#items.length === 0) return first;
    this.#sink(atMs, item);
    return first;
  }

  clear(): void {
    this.#items.length = 0;
    this.#moments.length = 0;
  }

  #sink(atMs: number, item: Item): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const leftMs = this.#moments[left] ?? Number.POSITIVE_INFINITY;
      const rightMs = this.#moments[left + 1] ?? Number.POSITIVE_INFINITY;
      if (atMs <= leftMs && atMs <= rightMs) break;
      const earlier = leftMs <= rightMs ? left : left + 1;
      if (earlier >= this.#items.length) break;
      this.#move(earlier, index);
      index = earlier;
    }
    this.#moments[index] = atMs;
    this.#items[index] = item;
  }

  #move(from: number, to: number): void {
    const item = this.#items[from];
    const atMs = this.#moments[from];
    if (item === undefined || atMs === undefined) return;
    this.#items[to] = item;
    this.#moments[to] = atMs;
  }
}
