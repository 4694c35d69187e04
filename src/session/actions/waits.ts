import type { Cancel, Clock } from '../../cluster/clock.ts';
import { ActionError } from './context.ts';

const pollMs = 250;

/** What an action waits for, so that it can be told and given up. One action waits at a time. */
export class Waits {
  readonly #clock: Clock;
  #current: { readonly what: string; readonly cancel: Cancel } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What is being waited for, as a clause; undefined for nothing. */
  get current(): string | undefined {
    return this.#current?.what;
  }

  /** Whether something was being waited for. Its action fails. */
  cancel(): boolean {
    const waiting = this.#current;
    waiting?.cancel();
    return waiting !== undefined;
  }

  /**
   * Asks until the answer is yes or `deadlineMs` have passed on the clock. Resolves to the last answer.
   *
   * @throws ActionError when it is cancelled
   */
  async until(what: string, deadlineMs: number, check: () => Promise<boolean>): Promise<boolean> {
    const startedAt = this.#clock.now();
    while (!(await check())) {
      if (this.#clock.now() - startedAt >= deadlineMs) return false;
      await this.#sleep(what, pollMs);
    }
    return true;
  }

  /** Resolves after so many seconds of the clock. @throws ActionError when it is cancelled */
  async pause(what: string, seconds: number): Promise<void> {
    if (seconds > 0) await this.#sleep(what, seconds * 1000);
  }

  async #sleep(what: string, delayMs: number): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        const stop = this.#clock.after(delayMs, resolve);
        const cancel = (): void => {
          stop();
          reject(new ActionError(`cancelled while it waited ${what}`));
        };
        this.#current = { what, cancel };
      });
    } finally {
      this.#current = undefined;
    }
  }
}
