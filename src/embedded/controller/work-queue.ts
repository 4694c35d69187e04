import type { Cancel, Clock } from '../../cluster/clock.ts';

interface WaitingKey {
  readonly at: number;
  readonly cancel: Cancel;
}

/** Keys that wait for their reconcile. A key is in the queue once: adding it again keeps the earlier moment. */
export class WorkQueue {
  readonly #clock: Clock;
  readonly #reconcile: (key: string) => void;
  readonly #waiting = new Map<string, WaitingKey>();

  constructor(clock: Clock, reconcile: (key: string) => void) {
    this.#clock = clock;
    this.#reconcile = reconcile;
  }

  add(key: string, delayMs: number): void {
    const at = this.#clock.now() + delayMs;
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined && waiting.at <= at) return;
    waiting?.cancel();
    const cancel = this.#clock.after(delayMs, () => {
      this.#waiting.delete(key);
      this.#reconcile(key);
    });
    this.#waiting.set(key, { at, cancel });
  }
}
