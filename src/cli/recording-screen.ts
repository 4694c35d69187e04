import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { CastVersion } from '../recording/asciicast/cast-format.ts';
import { CastWriter } from '../recording/asciicast/cast-writer.ts';

/** A presenter who talks for longer between two keys is not waited for by those who watch later. */
const idleTimeLimitSeconds = 2;

/** What a cast is about and where it goes. */
export interface CastRequest {
  readonly file: string;
  readonly version: CastVersion;
  readonly title: string;
}

/** What recording a screen needs of the real world. */
export interface ScreenRecordingOptions {
  readonly stdout: NodeJS.WriteStream;
  readonly term: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: () => number;
  /** Milliseconds from any start, never going back. */
  readonly now: () => number;
  /** Says something in passing. */
  readonly tell: (text: string) => void;
  /** Makes the renderer draw the whole screen. */
  readonly redraw: () => void;
}

/** A terminal that can be recorded: whoever draws, draws on {@link ScreenRecording.stdout}, and a cast has the same bytes. */
export class ScreenRecording {
  /** Standard output, with an ear on it. */
  readonly stdout: NodeJS.WriteStream;
  readonly #options: ScreenRecordingOptions;
  readonly #onResize = () => this.#cast?.resize(this.#options.stdout.columns, this.#options.stdout.rows);
  #cast: CastWriter | undefined;

  constructor(options: ScreenRecordingOptions) {
    this.#options = options;
    this.stdout = overheard(options.stdout, (text) => this.#cast?.output(text));
  }

  get isOn(): boolean {
    return this.#cast?.isOpen === true;
  }

  /** Begins a cast with an empty screen. A file that is there already is not overwritten: the next free name is taken. */
  start({ file, version, title }: CastRequest): string {
    this.stop();
    const { stdout, term, startedAtMs, now, tell } = this.#options;
    const path = freeName(file);
    this.#cast = new CastWriter({
      file: path,
      version,
      now,
      onFailure: tell,
      header: {
        columns: stdout.columns,
        rows: stdout.rows,
        startedAtSeconds: Math.floor(startedAtMs() / 1000),
        title,
        term,
        idleTimeLimitSeconds,
      },
    });
    stdout.on('resize', this.#onResize);
    return path;
  }

  /** Ends the cast; where it is, undefined where there was none. Stopping twice is harmless. */
  stop(): string | undefined {
    const cast = this.#cast;
    this.#cast = undefined;
    this.#options.stdout.off('resize', this.#onResize);
    cast?.close();
    return cast?.path;
  }

  /** Begins a cast of what is on the screen, or ends the one there is. What came of it, as a sentence; a failure has been told. */
  toggle(request: CastRequest): string | undefined {
    if (this.isOn) return `The screen was recorded: ${this.stop()}`;
    const path = this.start(request);
    if (!this.isOn) return undefined;
    // A cast begins with an empty screen, and later frames are only what has changed.
    this.#options.redraw();
    return `The screen is being recorded: ${path}`;
  }

  /** A chapter of the cast begins, where there is one. */
  mark(label: string): void {
    this.#cast?.mark(label);
  }
}

/** The same stream, whose text is told to a listener when it is written. */
function overheard(stream: NodeJS.WriteStream, hear: (text: string) => void): NodeJS.WriteStream {
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): unknown => {
    hear(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    return Reflect.apply(stream.write, stream, [chunk, ...rest]);
  };
  return new Proxy(stream, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** `show.cast`, `show-2.cast`, … */
function freeName(file: string): string {
  const extension = extname(file);
  const stem = join(dirname(file), basename(file, extension));
  let path = file;
  for (let count = 2; existsSync(path); count++) path = `${stem}-${count}${extension}`;
  return path;
}
