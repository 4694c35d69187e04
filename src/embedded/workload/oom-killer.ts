import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * The kernel's answer to a container whose working set passes its memory limit. The moment is computed, and computed again when the
 * program holds more; nothing ticks.
 */
export class OomKiller {
  readonly #clock: Clock;
  readonly #limitBytes: number;
  readonly #workingSet: WorkingSet;
  readonly #items: () => number;
  readonly #kill: () => void;
  #plannedAt = Number.POSITIVE_INFINITY;
  #cancel: Cancel = () => undefined;
  #stopped = false;

  /** `kill` is called once, never in the middle of the caller's own work. */
  constructor(clock: Clock, limitBytes: number, workingSet: WorkingSet, items: () => number, kill: () => void) {
    this.#clock = clock;
    this.#limitBytes = limitBytes;
    this.#workingSet = workingSet;
    this.#items = items;
    this.#kill = kill;
  }

  /** The program has more in memory than before, or has begun to grow. */
  plan(): void {
    if (this.#stopped) return;
    const now = this.#clock.now();
    const waitMs = this.#workingSet.msUntilAbove(this.#limitBytes, now, this.#items());
    // An earlier look stays: it finds out then whether the program holds less by now.
    if (waitMs === undefined || now + waitMs >= this.#plannedAt) return;
    this.#cancel();
    this.#plannedAt = now + waitMs;
    this.#cancel = this.#clock.after(waitMs, () => this.#look(this.#clock.now()));
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #look(now: EpochMs): void {
    this.#plannedAt = Number.POSITIVE_INFINITY;
    if (this.#workingSet.bytes(now, this.#items()) <= this.#limitBytes) {
      this.plan();
      return;
    }
    this.stop();
    this.#kill();
  }
}
