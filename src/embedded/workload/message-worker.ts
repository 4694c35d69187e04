/** The part of a program that works off a queue, whichever broker has it. */
export interface MessageWorker {
  /** Messages this worker finished, and finished before anyone else did; only grows. */
  readonly acknowledged: number;
  /** Messages in memory: taken and not finished. */
  readonly held: number;
  /** Told whenever it holds more than before. */
  onMoreHeld: (() => void) | undefined;
  start(): void;
  /** Takes nothing new, ends what has begun as far as it means to, then calls `drained`. */
  drain(drained: () => void): void;
  /** Stops dead. */
  kill(): void;
}
