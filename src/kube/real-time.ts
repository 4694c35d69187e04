import { epochMs } from '../autoscaling/units.ts';
import type { Cancel, Clock } from '../cluster/clock.ts';

/** Numbers from 0 to below 1. */
export type Random = () => number;

/** Spreads clients out; nothing has to come again in the same order. */
export const realRandom: Random = () => Math.random();

/** The clock on the wall. Whoever made it closes it: then nothing that waits on it keeps the process alive. */
export class WallClock implements Clock {
  readonly #waiting = new Set<Cancel>();

  now(): ReturnType<Clock['now']> {
    return epochMs(Date.now());
  }

  after(delayMs: number, callback: () => void): Cancel {
    const timer = setTimeout(() => {
      this.#waiting.delete(cancel);
      callback();
    }, delayMs);
    const cancel = (): void => {
      clearTimeout(timer);
      this.#waiting.delete(cancel);
    };
    this.#waiting.add(cancel);
    return cancel;
  }

  every(intervalMs: number, callback: () => void): Cancel {
    const timer = setInterval(callback, intervalMs);
    const cancel = (): void => {
      clearInterval(timer);
      this.#waiting.delete(cancel);
    };
    this.#waiting.add(cancel);
    return cancel;
  }

  /** Calls nothing back any more. */
  close(): void {
    for (const cancel of [...this.#waiting]) cancel();
  }
}
