import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';

const linesKept = 1000;

/** A line of output and when it was written. */
export interface LogLine {
  readonly at: EpochMs;
  readonly text: string;
}

interface Reader {
  readonly onLine: (text: string, at: EpochMs) => void;
  readonly onEnd: () => void;
}

/** Standard output of one container: the last lines of its present run and of the one before, and the readers that follow it. */
export class ContainerLog {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #readers = new Set<Reader>();
  #lines: LogLine[] = [];
  #previous: readonly LogLine[] | undefined;
  #begun = false;
  #ended = false;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** The run before the present one; undefined during the first. */
  get previous(): readonly LogLine[] | undefined {
    return this.#previous;
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** A run of the container begins. Whoever follows the one before has seen its end. */
  begin(): void {
    if (this.#begun) {
      this.#previous = this.#lines;
      this.#lines = [];
      this.#releaseReaders();
    }
    this.#begun = true;
  }

  append(text: string): void {
    const at = this.#clock.now();
    this.#lines.push({ at, text });
    if (this.#lines.length > linesKept) this.#lines.shift();
    for (const reader of this.#readers) reader.onLine(text, at);
  }

  /** Tells the lines kept so far, then, when asked to follow, each new one until the run or the container has ended. */
  read(follow: boolean, reader: Reader): Cancel {
    for (const { text, at } of this.#lines) reader.onLine(text, at);
    return this.follow(follow, reader);
  }

  /** Each new line only. Ends at once when nobody wants to follow, or there is nothing left to. */
  follow(wanted: boolean, reader: Reader): Cancel {
    if (!wanted || this.#ended) {
      reader.onEnd();
      return () => undefined;
    }
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  /** The pod is gone or finished. */
  end(): void {
    this.#ended = true;
    this.#releaseReaders();
  }

  #releaseReaders(): void {
    for (const reader of this.#readers) reader.onEnd();
    this.#readers.clear();
  }
}
