import type { Cancel } from '../../cluster/clock.ts';
import type { StoreChange } from '../world.ts';
import type { RecordedChange } from './watch-history.ts';

interface Subscriber {
  readonly typeKey: string | undefined;
  readonly listener: (change: StoreChange) => void;
  active: boolean;
}

/**
 * Tells subscribers of changes, each change to all of them before the next one. A subscriber that writes in turn gets its
 * write stored at once, but told only after the present change, so nobody sees versions out of order.
 */
export class ChangeFeed {
  #subscribers: readonly Subscriber[] = [];
  readonly #waiting: RecordedChange[] = [];
  #telling = false;

  /** `typeKey` undefined: changes of every type. */
  subscribe(typeKey: string | undefined, listener: (change: StoreChange) => void): Cancel {
    const subscriber: Subscriber = { typeKey, listener, active: true };
    this.#subscribers = [...this.#subscribers, subscriber];
    return () => {
      subscriber.active = false;
      this.#subscribers = this.#subscribers.filter((other) => other !== subscriber);
    };
  }

  tell(change: RecordedChange): void {
    this.#waiting.push(change);
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#deliver(next);
    } finally {
      this.#telling = false;
    }
  }

  #deliver(change: RecordedChange): void {
    for (const { typeKey, listener, active } of this.#subscribers) {
      if (active && (typeKey === undefined || typeKey === change.typeKey)) listener(change);
    }
  }
}
