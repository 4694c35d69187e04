import { writeFileSync } from 'node:fs';

/** What one frame took. */
export interface FrameCost {
  /** From the store's notification until its bytes are handed to the terminal, on the clock. */
  readonly wallMs: number;
  /** Of the processor, which is the same on a machine that has nothing else to do. */
  readonly cpuMs: number;
  /** Written to the terminal. */
  readonly bytes: number;
}

/** Measures so many frames of a cockpit in this process, writes them to a file as JSON, and ends the process. */
export class FrameStopwatch {
  readonly #measured: FrameCost[] = [];
  readonly #frames: number;
  readonly #finish: (costs: readonly FrameCost[]) => void;
  #begun: { readonly at: number; readonly cpu: NodeJS.CpuUsage } | undefined;
  #bytes = 0;

  constructor(frames: number, finish: (costs: readonly FrameCost[]) => void) {
    this.#frames = frames;
    this.#finish = finish;
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
      this.#bytes += Buffer.byteLength(chunk);
      return write(chunk, ...rest);
    };
  }

  /** There is news, of which a frame will tell. */
  begin(): void {
    this.#begun ??= { at: performance.now(), cpu: process.threadCpuUsage() };
  }

  /** Ink's `onRender`, which it calls right before it writes, in one go. */
  readonly rendered = (): void => {
    queueMicrotask(() => this.#done());
  };

  #done(): void {
    if (this.#begun === undefined) {
      return;
    }
    const { user, system } = process.threadCpuUsage(this.#begun.cpu);
    const wallMs = performance.now() - this.#begun.at;
    this.#measured.push({ wallMs, cpuMs: (user + system) / 1000, bytes: this.#bytes });
    this.#begun = undefined;
    this.#bytes = 0;
    if (this.#measured.length === this.#frames) {
      this.#finish(this.#measured);
      process.exit();
    }
  }
}

/** Writes what was measured for the process that started this one. */
export function report(file: string, figures: unknown): void {
  writeFileSync(file, JSON.stringify(figures));
}
