import { type EpochMs, epochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import { EventQueue } from './event-queue.ts';

/**
 * The clock of an embedded cluster: time passes only in {@link VirtualClock.advanceTo}. Controllers schedule on the clock itself and
 * run without leaving the call stack. Everyone outside the cluster schedules on {@link VirtualClock.outside}: their callbacks may
 * await the cluster's port, so time stands still until those promises have settled. A run is then the same at every speed.
 */
export class VirtualClock implements Clock {
  /** The same time for callers outside the cluster. */
  readonly outside: Clock;
  readonly #queue = new EventQueue();
  #now: EpochMs;
  #advancing = false;
  #turnWanted = false;
  #pauseWanted = false;

  constructor(startAt: EpochMs) {
    this.#now = startAt;
    this.outside = {
      now: () => this.#now,
      after: (delayMs, callback) => this.after(delayMs, () => this.#callOutside(callback)),
      every: (intervalMs, callback) => this.every(intervalMs, () => this.#callOutside(callback)),
    };
  }

  now(): EpochMs {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): Cancel {
    const call = this.#queue.push(this.#now + validDelay(delayMs), callback);
    return () => {
      call.run = undefined;
    };
  }

  every(intervalMs: number, callback: () => void): Cancel {
    if (!(intervalMs > 0)) throw new RangeError(`an interval must be positive, not ${intervalMs} ms`);
    let call = this.#queue.push(this.#now + intervalMs, repeat);
    let cancelled = false;
    const queue = this.#queue;
    function repeat(): void {
      // The next turn is counted from the last one, and scheduled first, so that the callback may cancel it.
      call = queue.push(call.at + intervalMs, repeat);
      callback();
      if (cancelled) call.run = undefined;
    }
    return () => {
      cancelled = true;
      call.run = undefined;
    };
  }

  /** When something happens next; undefined when nothing is scheduled. */
  nextDueAt(): EpochMs | undefined {
    const at = this.#queue.nextAt();
    return at === undefined ? undefined : epochMs(at);
  }

  /** Lets promises outside the cluster settle before time moves on from the present instant. */
  holdForOutside(): void {
    this.#turnWanted = true;
  }

  /** Ends an advance that is under way after the present instant. */
  pause(): void {
    this.#pauseWanted = this.#advancing;
  }

  /**
   * Lets time pass until `at`, running what falls due in order. Callbacks may schedule more; what they schedule for the
   * present instant still runs in it. A moment in the past only runs what is due now. One caller at a time.
   */
  async advanceTo(at: EpochMs): Promise<void> {
    if (this.#advancing) throw new Error('the clock is being advanced already');
    this.#advancing = true;
    try {
      for (;;) {
        if (this.#turnWanted) await this.#turn();
        if (this.#pauseWanted) return;
        const due = this.#queue.nextAt();
        if (due === undefined || due > at) break;
        this.#now = epochMs(Math.max(due, this.#now));
        this.#runInstant();
      }
      this.#now = epochMs(Math.max(at, this.#now));
    } finally {
      this.#advancing = false;
      this.#pauseWanted = false;
    }
  }

  #runInstant(): void {
    for (;;) {
      const call = this.#queue.popDue(this.#now);
      if (call === undefined) return;
      const { run } = call;
      call.run = undefined;
      run?.();
    }
  }

  #callOutside(callback: () => void): void {
    this.holdForOutside();
    callback();
  }

  /** Microtasks, however long their chain, all run before the next turn of the event loop. */
  async #turn(): Promise<void> {
    this.#turnWanted = false;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function validDelay(delayMs: number): number {
  if (!Number.isFinite(delayMs))
    throw new RangeError(`a delay must be a finite number of milliseconds, not ${delayMs}`);
  return Math.max(0, delayMs);
}
