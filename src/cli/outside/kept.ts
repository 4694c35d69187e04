/** Things that are opened once and kept while they are good: connections and port-forwards, by what they lead to. */
export class Kept<T> {
  readonly #isGood: (thing: T) => boolean;
  readonly #close: (thing: T) => Promise<void> | void;
  readonly #things = new Map<string, Promise<T>>();
  #isClosed = false;

  constructor(isGood: (thing: T) => boolean, close: (thing: T) => Promise<void> | void) {
    this.#isGood = isGood;
    this.#close = close;
  }

  /** The one that is kept, else a new one. One that could not be opened is tried again the next time. */
  async get(key: string, open: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new Error('the run is over');
    const kept = this.#things.get(key);
    const thing = await kept?.catch(() => undefined);
    if (thing !== undefined && this.#isGood(thing)) return thing;
    // Whoever asked at the same time may have begun to open one meanwhile.
    const begun = this.#things.get(key);
    if (begun !== undefined && begun !== kept) return begun;
    if (thing !== undefined) await this.#close(thing);
    const opening = this.#isClosed ? Promise.reject<T>(new Error('the run is over')) : open();
    this.#things.set(key, opening);
    return opening;
  }

  /** Closes all of them, those on their way as well; nothing is opened any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const things = [...this.#things.values()];
    this.#things.clear();
    await Promise.allSettled(things.map(async (thing) => this.#close(await thing)));
  }
}
