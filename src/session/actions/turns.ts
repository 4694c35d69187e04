import type { Action, ActionOutcome } from '../session.ts';

interface Waiting {
  readonly action: Action;
  isCancelled: boolean;
  readonly wake: () => void;
}

/** One thing is done at a time, and one may wait for its turn. */
export class Turns {
  #current: Action | undefined;
  #waiting: Waiting | undefined;
  /** Settles when what is being done is done. */
  #done: Promise<unknown> = Promise.resolve();

  /** What is being done. */
  get current(): Action | undefined {
    return this.#current;
  }

  /** What is to be done after it. */
  get next(): Action | undefined {
    return this.#waiting?.action;
  }

  /** Does the work at once or, while something else is being done, after that, unless `refusal` says then that it has become impossible or needless. */
  async take(
    action: Action,
    work: () => Promise<ActionOutcome>,
    refusal: () => string | undefined,
  ): Promise<ActionOutcome> {
    if (this.#current === undefined) return this.#begin(action, work);
    const cancelled = new Promise<void>((wake) => {
      this.#waiting = { action, isCancelled: false, wake };
    });
    const waiting = this.#waiting;
    await Promise.race([this.#done, cancelled]);
    if (waiting?.isCancelled === true) return { ok: false, reason: 'it was cancelled before it began' };
    this.#waiting = undefined;
    const reason = refusal();
    return reason === undefined ? this.#begin(action, work) : { ok: false, reason };
  }

  /** Whether something waited, and does no more. */
  cancelNext(): boolean {
    const waiting = this.#waiting;
    if (waiting === undefined) return false;
    this.#waiting = undefined;
    waiting.isCancelled = true;
    waiting.wake();
    return true;
  }

  #begin(action: Action, work: () => Promise<ActionOutcome>): Promise<ActionOutcome> {
    this.#current = action;
    const outcome = work().finally(() => {
      this.#current = undefined;
    });
    this.#done = outcome;
    return outcome;
  }
}
