import { AppendOnlyFile } from '../append-only-file.ts';
import { failureText } from '../failure-text.ts';
import { type CastEvent, type CastHeader, type CastVersion, eventLine, headerLine } from './cast-format.ts';
import { OutputShortener } from './output-shortener.ts';

export interface CastOptions {
  readonly file: string;
  readonly version: CastVersion;
  readonly header: CastHeader;
  /** Milliseconds from any start, never going back. */
  readonly now: () => number;
  /** Called once at most: why there is no cast, or none from here on, as a sentence. */
  readonly onFailure: (reason: string) => void;
}

/**
 * Writes an asciicast while it happens: every event is a whole line that is with the operating system at once, so that the cast plays up to the
 * moment at which the process was killed. What is written to the terminal in one go (the start of a frame, its rows, its end) is one event.
 */
export class CastWriter {
  readonly #file: AppendOnlyFile;
  readonly #options: CastOptions;
  readonly #startMs: number;
  readonly #shortener = new OutputShortener();
  #lastMs = 0;
  #output = '';

  constructor(options: CastOptions) {
    this.#options = options;
    this.#startMs = options.now();
    this.#file = new AppendOnlyFile(options.file, (error) =>
      options.onFailure(`The screen is not recorded from here on: ${failureText(error)}`),
    );
    this.#file.append(Buffer.from(headerLine(options.version, options.header)));
  }

  get path(): string {
    return this.#options.file;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#file.size;
  }

  get isOpen(): boolean {
    return this.#file.isOpen;
  }

  /** What was written to the terminal. */
  output(text: string): void {
    if (text === '' || !this.isOpen) return;
    if (this.#output === '') queueMicrotask(() => this.#flush());
    this.#output += text;
  }

  resize(columns: number, rows: number): void {
    this.#write({ code: 'r', columns, rows });
  }

  /** A chapter begins. */
  mark(label: string): void {
    this.#write({ code: 'm', label });
  }

  /** Synchronous, so that it can be done while the process exits; closing twice is harmless. */
  close(): void {
    this.#write({ code: 'x', status: 0 });
    this.#file.close();
  }

  #write(event: CastEvent): void {
    this.#flush();
    this.#append(event);
  }

  #flush(): void {
    const text = this.#shortener.shorten(this.#output);
    this.#output = '';
    if (text !== '') this.#append({ code: 'o', text });
  }

  #append(event: CastEvent): void {
    if (!this.isOpen) return;
    const atMs = Math.round(this.#options.now() - this.#startMs);
    const line = eventLine(this.#options.version, atMs, this.#lastMs, event);
    if (line === undefined) return;
    this.#lastMs = atMs;
    this.#file.append(Buffer.from(line));
  }
}
