import type { EpochMs } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';

/** What a stream holds, as its server reports it. Sequences start at 1; 0 means there is none. */
export interface StreamState {
  readonly messages: number;
  readonly bytes: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly firstAt: EpochMs | undefined;
  readonly lastAt: EpochMs | undefined;
}

/** A JetStream stream as its users in the cluster see it. */
export interface Stream {
  readonly name: string;
  readonly subject: string;
  readonly createdAt: EpochMs;
  /** Stores `count` messages of `messageBytes` each. */
  publish(count: number, messageBytes: number): void;
  /** Drops all messages. Sequences go on from where they were. */
  purge(): void;
  readonly lastSequence: number;
  state(): StreamState;
}

/**
 * A stream with limits retention: acknowledged messages stay until they are purged. Messages are known by their sequence alone, so
 * publishing thousands costs nothing.
 */
export class ModelStream implements Stream {
  readonly name: string;
  readonly subject: string;
  readonly createdAt: EpochMs;
  readonly #clock: Clock;
  readonly #listeners: (() => void)[] = [];
  #firstSequence = 1;
  #lastSequence = 0;
  #bytes = 0;
  #firstAt: EpochMs | undefined;
  #lastAt: EpochMs | undefined;

  constructor(clock: Clock, name: string, subject: string) {
    this.#clock = clock;
    this.name = name;
    this.subject = subject;
    this.createdAt = clock.now();
  }

  publish(count: number, messageBytes: number): void {
    if (count <= 0) return;
    this.#firstAt ??= this.#clock.now();
    this.#lastAt = this.#clock.now();
    this.#lastSequence += count;
    this.#bytes += count * messageBytes;
    for (const listener of this.#listeners) listener();
  }

  purge(): void {
    this.#firstSequence = this.#lastSequence + 1;
    this.#bytes = 0;
    this.#firstAt = undefined;
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after each change of what the stream holds. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  get firstSequence(): number {
    return this.#firstSequence;
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  state(): StreamState {
    const messages = this.#lastSequence - this.#firstSequence + 1;
    return {
      messages,
      bytes: this.#bytes,
      firstSequence: messages === 0 && this.#lastSequence === 0 ? 0 : this.#firstSequence,
      lastSequence: this.#lastSequence,
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
    };
  }
}
