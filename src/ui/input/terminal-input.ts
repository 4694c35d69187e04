import { Readable } from 'node:stream';
import type { RealTime } from '../cockpit/real-time.ts';
import { InputSplitter } from './input-splitter.ts';
import type { MouseReport } from './mouse-report.ts';

/** What is needed of the terminal's own stream. */
export interface KeyboardSource extends NodeJS.EventEmitter {
  setEncoding(encoding: 'utf8'): unknown;
  setRawMode(raw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
  ref(): unknown;
  unref(): unknown;
}

/** How long the beginning of a report, which may be the Esc key, waits for the rest. As long as Ink waits for the rest of other sequences. */
const patienceMs = 20;

/**
 * The keyboard of a terminal that reports its mouse, too: Ink reads keys from it as it would from the terminal, and reports go elsewhere.
 * Ink knows no mouse, and would take a report that comes in pieces for typed text.
 */
export class TerminalInput extends Readable {
  readonly isTTY = true;
  readonly #source: KeyboardSource;
  readonly #timers: Pick<RealTime, 'after'>;
  readonly #splitter = new InputSplitter();
  #cancelLetGo = () => {};
  #reading = false;
  /** Told what the mouse did. */
  onMouse: (report: MouseReport) => void = () => {};

  constructor(source: KeyboardSource, timers: Pick<RealTime, 'after'>) {
    super();
    this.#source = source;
    this.#timers = timers;
  }

  /** As Ink takes it, which asks for a terminal's own stream and uses what is here. */
  get asStdin(): NodeJS.ReadStream {
    return this as unknown as NodeJS.ReadStream;
  }

  override _read(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#source.setEncoding('utf8');
    this.#source.on('data', this.#take);
  }

  setRawMode(raw: boolean): this {
    this.#source.setRawMode(raw);
    return this;
  }

  ref(): this {
    this.#source.ref();
    return this;
  }

  unref(): this {
    this.#source.unref();
    return this;
  }

  /** Leaves the terminal's stream alone. */
  close(): void {
    this.#cancelLetGo();
    this.#source.off('data', this.#take);
    this.#source.pause();
  }

  readonly #take = (chunk: string): void => {
    this.#cancelLetGo();
    const { keys, mouse } = this.#splitter.push(chunk);
    if (keys !== '') this.push(keys, 'utf8');
    for (const report of mouse) this.onMouse(report);
    if (this.#splitter.holdsKey) {
      this.#cancelLetGo = this.#timers.after(patienceMs, () => this.push(this.#splitter.letGo(), 'utf8'));
    }
  };
}
