import type { EpochMs } from '../../autoscaling/units.ts';

const firstMs = 10_000;
const longestMs = 300_000;

/**
 * How long the kubelet waits before it starts a container again: not at all after the first crash, then 10 s, doubling to
 * five minutes; a container that ran for twice that long starts over.
 */
export class RestartBackoff {
  #waitMs = 0;
  #lastAt: EpochMs | undefined;

  /** The container has exited at `now`: milliseconds until its restart. */
  next(now: EpochMs): number {
    const calm = this.#lastAt !== undefined && now - this.#lastAt > 2 * longestMs;
    const waitMs = calm ? 0 : this.#waitMs;
    this.#waitMs = waitMs === 0 ? firstMs : Math.min(waitMs * 2, longestMs);
    this.#lastAt = now;
    return waitMs;
  }
}
