import { type EpochMs, epochMs } from '../autoscaling/units.ts';

/** Seconds of the run per real second. */
const speeds = [0.25, 0.5, 1, 2, 4, 8, 16] as const;

/** The slowest and the fastest speed of a replay. */
export const replaySpeeds = { slowest: speeds[0], fastest: 16 } as const;

/** A clock that runs between the beginning and the end of a recording, at any speed, and can be held and set. */
export class ReplayClock {
  readonly #span: { readonly from: EpochMs; readonly until: EpochMs };
  readonly #realMs: () => number;
  /** Where it stood at real time `#sinceMs`. */
  #anchor: EpochMs;
  #sinceMs: number;
  #speed = 1;
  #isPaused = false;

  /** `realMs` never goes back. */
  constructor(span: { readonly from: EpochMs; readonly until: EpochMs }, realMs: () => number) {
    this.#span = span;
    this.#realMs = realMs;
    this.#anchor = span.from;
    this.#sinceMs = realMs();
  }

  get speed(): number {
    return this.#speed;
  }

  get isPaused(): boolean {
    // The end holds it as a key would.
    return this.#isPaused || this.now() >= this.#span.until;
  }

  now(): EpochMs {
    const passedMs = this.#isPaused ? 0 : (this.#realMs() - this.#sinceMs) * this.#speed;
    return this.#within(this.#anchor + passedMs);
  }

  seek(at: EpochMs): void {
    this.#anchor = this.#within(at);
    this.#sinceMs = this.#realMs();
  }

  togglePause(): void {
    // At the end there is nothing to go on with but the beginning.
    const isOver = this.now() >= this.#span.until;
    this.seek(isOver ? this.#span.from : this.now());
    this.#isPaused = !isOver && !this.#isPaused;
  }

  changeSpeed(by: 1 | -1): void {
    this.seek(this.now());
    const next =
      by === 1 ? speeds.find((speed) => speed > this.#speed) : speeds.findLast((speed) => speed < this.#speed);
    this.#speed = next ?? this.#speed;
  }

  #within(at: number): EpochMs {
    return epochMs(Math.max(this.#span.from, Math.min(at, this.#span.until)));
  }
}
