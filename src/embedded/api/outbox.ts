import type { VirtualClock } from '../clock/virtual-clock.ts';

/**
 * Carries news from inside the cluster to callers outside of it. Controllers must not be interrupted by what a caller does on hearing
 * of a change, so everything is handed over in order once the present call stack has ended, and before time moves on.
 */
export class Outbox {
  readonly #clock: VirtualClock;
  #waiting: (() => void)[] = [];

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  post(deliver: () => void): void {
    this.#waiting.push(deliver);
    if (this.#waiting.length > 1) return;
    this.#clock.holdForOutside();
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    for (const deliver of batch) deliver();
  }
}
