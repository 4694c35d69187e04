import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * A file that is written from start to end, for its owner alone. A write is with the operating system when the call returns, so that whatever ends the
 * process loses nothing of it. The first failure ends it: a full disk is told once, and not with every frame.
 */
export class AppendOnlyFile {
  readonly path: string;
  readonly #onFailure: (error: unknown) => void;
  #descriptor: number | undefined;
  /** Bytes written so far. */
  size = 0;

  /** Makes the file, or empties it. `onFailure` is called once at most, now or at a later write. */
  constructor(path: string, onFailure: (error: unknown) => void) {
    this.path = path;
    this.#onFailure = onFailure;
    try {
      this.#descriptor = openSync(path, 'w', 0o600);
    } catch (error) {
      onFailure(error);
    }
  }

  get isOpen(): boolean {
    return this.#descriptor !== undefined;
  }

  append(data: Buffer): void {
    let written = 0;
    while (this.#descriptor !== undefined && written < data.length) {
      try {
        written += writeSync(this.#descriptor, data, written);
      } catch (error) {
        this.close();
        this.#onFailure(error);
      }
    }
    this.size += written;
  }

  /** Closing twice is harmless. */
  close(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
