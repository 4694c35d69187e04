import { epochMs, plusMs } from '../../autoscaling/units.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Virtual seconds per second; `max`: as many as the machine can do. */
export type Speed = number | 'max';

/** Real time, as the pacer needs it. */
export interface WallTime {
  /** Milliseconds of a clock that never jumps back. */
  now(): number;
  /** Resolves after `ms`, or in the next turn of the event loop for 0. `woken` ends the wait early. */
  sleep(ms: number, woken: AbortSignal): Promise<void>;
}

const sliceMs = 1000;
/** How long the event loop may be kept from other work, the screen above all. */
const budgetMs = 10;
const leastSleepMs = 8;
/** Between events the clock still moves on, for those who only read it. */
const longestSleepMs = 50;
/** Real time beyond this is not caught up on: the process was suspended, or the cluster is slower than asked for. */
const longestCatchUpMs = 1000;

/** The clock and the timers of the process. */
export const realTime: WallTime = {
  now: () => performance.now(),
  sleep: (ms, woken) =>
    new Promise((resolve) => {
      if (ms <= 0) {
        setImmediate(resolve);
        return;
      }
      const wake = (): void => {
        clearTimeout(timer);
        // One signal lasts for the whole run: a listener left behind by every sleep would make each of them slower than the one before.
        woken.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      woken.addEventListener('abort', wake);
    }),
};

/** Drives a virtual clock at a multiple of real time, counted from one anchor so that small delays never add up. */
export class Pacer {
  readonly #clock: VirtualClock;
  readonly #wall: WallTime;
  #speed: Speed;
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  #anchor = { wall: 0, virtual: 0 };

  constructor(clock: VirtualClock, speed: Speed, wall: WallTime = realTime) {
    this.#clock = clock;
    this.#speed = validSpeed(speed);
    this.#wall = wall;
  }

  get speed(): Speed {
    return this.#speed;
  }

  /** Takes effect at once; the time that has passed stays as it is. */
  setSpeed(speed: Speed): void {
    this.#speed = validSpeed(speed);
    this.#setAnchor(this.#clock.now());
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Lets time pass. Starting twice does nothing. */
  start(): void {
    if (this.#running !== undefined) return;
    const stop = new AbortController();
    this.#setAnchor(this.#clock.now());
    this.#running = { stop, ended: this.#run(stop.signal) };
  }

  /** Stops time after the present instant. Resolves when it stands still. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    running.stop.abort();
    this.#clock.pause();
    await running.ended;
  }

  async #run(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      const due = this.#dueNow();
      await this.#advance(due, stopped);
      await this.#wall.sleep(this.#clock.now() < due ? 0 : this.#sleepMs(), stopped);
    }
  }

  /** Advances towards `due` for as long as the budget lasts. */
  async #advance(due: number, stopped: AbortSignal): Promise<void> {
    const until = this.#wall.now() + budgetMs;
    while (this.#clock.now() < due && !stopped.aborted && this.#wall.now() < until) {
      await this.#clock.advanceTo(epochMs(Math.min(due, plusMs(this.#clock.now(), sliceMs))));
    }
  }

  #dueNow(): number {
    if (this.#speed === 'max') return Number.POSITIVE_INFINITY;
    const elapsed = this.#wall.now() - this.#anchor.wall;
    const due = this.#anchor.virtual + elapsed * this.#speed;
    const latest = this.#clock.now() + longestCatchUpMs * this.#speed;
    if (due <= latest) return due;
    this.#setAnchor(latest);
    return latest;
  }

  #sleepMs(): number {
    const next = this.#clock.nextDueAt();
    if (this.#speed === 'max') return 0;
    if (next === undefined) return longestSleepMs;
    return Math.min(longestSleepMs, Math.max(leastSleepMs, (next - this.#clock.now()) / this.#speed));
  }

  #setAnchor(virtual: number): void {
    this.#anchor = { wall: this.#wall.now(), virtual };
  }
}

function validSpeed(speed: Speed): Speed {
  if (speed !== 'max' && !(Number.isFinite(speed) && speed > 0)) {
    throw new RangeError(`a speed is a positive number or max, not ${speed}`);
  }
  return speed;
}
