import type { Cancel } from '../../cluster/clock.ts';

const linesKept = 1000;

interface Reader {
  readonly onLine: (line: string) => void;
  readonly onEnd: () => void;
}

/** Standard output of one container: its last lines, and the readers that follow it. */
export class ContainerLog {
  readonly #lines: string[] = [];
  readonly #readers = new Set<Reader>();
  #ended = false;

  append(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > linesKept) this.#lines.shift();
    for (const reader of this.#readers) reader.onLine(line);
  }

  /** Tells the lines kept so far, then, when asked to follow, each new one until the container has ended for good. */
  read(follow: boolean, reader: Reader): Cancel {
    for (const line of this.#lines) reader.onLine(line);
    if (!follow || this.#ended) {
      reader.onEnd();
      return () => undefined;
    }
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  /** The pod is gone or finished. */
  end(): void {
    this.#ended = true;
    for (const reader of this.#readers) reader.onEnd();
    this.#readers.clear();
  }
}
