import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';

/** One delivery of a message; a later delivery of the same message has a higher `attempt`. */
export interface Delivery {
  readonly sequence: number;
  readonly attempt: number;
}

/**
 * Deadlines of deliveries. The ack wait is the same for all, hence they expire in the order they were added, and one timer for
 * the oldest that still matters is enough.
 */
export class AckDeadlines {
  readonly #clock: Clock;
  readonly #ackWaitMs: number;
  readonly #isOutstanding: (delivery: Delivery) => boolean;
  readonly #expired: (deliveries: readonly Delivery[]) => void;
  #queue: { readonly delivery: Delivery; readonly at: EpochMs }[] = [];
  #head = 0;
  #timer: Cancel | undefined;

  constructor(
    clock: Clock,
    ackWaitMs: number,
    isOutstanding: (delivery: Delivery) => boolean,
    expired: (deliveries: readonly Delivery[]) => void,
  ) {
    this.#clock = clock;
    this.#ackWaitMs = ackWaitMs;
    this.#isOutstanding = isOutstanding;
    this.#expired = expired;
  }

  add(delivery: Delivery): void {
    this.#queue.push({ delivery, at: (this.#clock.now() + this.#ackWaitMs) as EpochMs });
    if (this.#timer === undefined) this.#schedule();
  }

  #schedule(): void {
    this.#dropAcknowledged();
    const next = this.#queue[this.#head];
    this.#timer = next && this.#clock.after(Math.max(0, next.at - this.#clock.now()), () => this.#expire());
  }

  #dropAcknowledged(): void {
    for (let entry = this.#queue[this.#head]; entry; entry = this.#queue[this.#head]) {
      if (this.#isOutstanding(entry.delivery)) break;
      this.#head += 1;
    }
    if (this.#head > 1024 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
  }

  #expire(): void {
    const now = this.#clock.now();
    const late: Delivery[] = [];
    for (let entry = this.#queue[this.#head]; entry && entry.at <= now; entry = this.#queue[this.#head]) {
      if (this.#isOutstanding(entry.delivery)) late.push(entry.delivery);
      this.#head += 1;
    }
    this.#schedule();
    if (late.length > 0) this.#expired(late);
  }
}
