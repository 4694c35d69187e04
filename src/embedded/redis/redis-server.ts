import type { RedisListModel } from '../setup.ts';
import { RedisList } from './redis-list.ts';

/** One Redis server behind a Service: a key space of lists and strings. */
export class RedisServer {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly #lists = new Map<string, RedisList>();
  readonly #strings = new Map<string, string>();
  #commands = 0;

  constructor({ namespace, service, port }: Pick<RedisListModel, 'namespace' | 'service' | 'port'>) {
    this.namespace = namespace;
    this.service = service;
    this.port = port;
  }

  /** Commands of clients served since it began. */
  get commands(): number {
    return this.#commands;
  }

  /** Counts commands as served. */
  served(commands: number): void {
    this.#commands += commands;
  }

  /** As TYPE says; an empty list does not exist. */
  typeOf(key: string): 'list' | 'string' | 'none' {
    if (this.#strings.has(key)) return 'string';
    return (this.#lists.get(key)?.length ?? 0) > 0 ? 'list' : 'none';
  }

  /** The list of that name, which comes into being with its first element. */
  list(key: string): RedisList {
    const list = this.#lists.get(key) ?? new RedisList();
    this.#lists.set(key, list);
    return list;
  }

  string(key: string): string | undefined {
    return this.#strings.get(key);
  }

  setString(key: string, value: string): void {
    this.#lists.get(key)?.clear();
    this.#strings.set(key, value);
  }

  /** DEL of one key; false: there was none. */
  delete(key: string): boolean {
    const existed = this.typeOf(key) !== 'none';
    this.#strings.delete(key);
    this.#lists.get(key)?.clear();
    return existed;
  }

  /** FLUSHALL. Clients that wait for elements go on waiting. */
  flush(): void {
    this.#strings.clear();
    for (const list of this.#lists.values()) list.clear();
  }

  /** Lists with elements, in the order their names were first used. */
  lists(): readonly { readonly name: string; readonly length: number }[] {
    return [...this.#lists].map(([name, { length }]) => ({ name, length }));
  }
}
