import type { LocalLoad } from '../../scenario/model.ts';

/** Runs loads of this machine. The session does no input and output by itself: it is given one. */
export interface LoadRunner {
  /** Begins. Rejects with a sentence for the screen when that is not possible: no such program, no server, no secret. */
  start(load: LocalLoad, listener: LoadListener): Promise<RunningLoad>;
}

/** What a load tells while it runs. After `ended` nothing more comes. */
export interface LoadListener {
  /** A line of its output, or how far it is in words. */
  said(line: string): void;
  /** 0..1 of what it has to do. */
  progressed(share: number): void;
  ended(outcome: LoadOutcome): void;
}

export interface LoadOutcome {
  readonly state: 'complete' | 'failed';
  /** What it came to, or why it failed; absent: the last line said it. */
  readonly line?: string;
}

export interface RunningLoad {
  /** Ends it with everything it started. Resolves when nothing is left; `ended` is told before. Stopping again does nothing. */
  stop(): Promise<void>;
}
