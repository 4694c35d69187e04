import type { SessionState } from '../state.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The next state while a batch is folded into it. Its fields may be assigned; maps and lists are changed through `put`, `drop` and `push`,
 * which copy each at most once per batch, so that the state before stays as it was and what no observation touched stays the same object.
 */
export class Draft {
  readonly state: Mutable<SessionState>;
  readonly #owned = new WeakSet<object>();

  constructor(state: SessionState) {
    this.state = { ...state };
  }

  put<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
    return this.#ownMap(map).set(key, value);
  }

  /** As `put`, as the newest entry; the oldest ones give way when there are more than `bound`. */
  putNewest<V>(map: ReadonlyMap<string, V>, key: string, value: V, bound: number): ReadonlyMap<string, V> {
    const own = this.#ownMap(map);
    own.delete(key);
    own.set(key, value);
    for (const oldest of own.keys()) {
      if (own.size <= bound) break;
      own.delete(oldest);
    }
    return own;
  }

  drop<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
    if (!map.has(key)) return map;
    const own = this.#ownMap(map);
    own.delete(key);
    return own;
  }

  /** Appends; the oldest entry gives way when there are more than `bound`. */
  push<V>(list: readonly V[], item: V, bound: number): readonly V[] {
    const own = this.#ownList(list);
    own.push(item);
    if (own.length > bound) own.shift();
    return own;
  }

  /** Puts `item` in the place of entry `index`. */
  replace<V>(list: readonly V[], index: number, item: V): readonly V[] {
    const own = this.#ownList(list);
    own[index] = item;
    return own;
  }

  #ownMap<V>(map: ReadonlyMap<string, V>): Map<string, V> {
    if (map instanceof Map && this.#owned.has(map)) return map;
    const copy = new Map(map);
    this.#owned.add(copy);
    return copy;
  }

  #ownList<V>(list: readonly V[]): V[] {
    if (this.#isOwn(list)) return list;
    const copy = [...list];
    this.#owned.add(copy);
    return copy;
  }

  #isOwn<V>(list: readonly V[]): list is V[] {
    return this.#owned.has(list);
  }
}
