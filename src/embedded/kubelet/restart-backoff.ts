import { type EpochMs, plusMs } from '../../autoscaling/units.ts';

const firstMs = 10_000;
const longestMs = 300_000;

/**
 * How long the kubelet waits before it tries something again (client-go's flowcontrol.Backoff with the kubelet's settings): not at all
 * the first time, then 10 s, doubling to five minutes. Whatever failed more than ten minutes after the last try starts over.
 */
export class RestartBackoff {
  #waitMs = 0;
  #lastTryAt: EpochMs | undefined;

  /** It failed at `now`: milliseconds until the next try. */
  next(now: EpochMs): number {
    const calm = this.#lastTryAt !== undefined && now - this.#lastTryAt > 2 * longestMs;
    const waitMs = calm ? 0 : this.#waitMs;
    this.#waitMs = waitMs === 0 ? firstMs : Math.min(waitMs * 2, longestMs);
    this.#lastTryAt = plusMs(now, waitMs);
    return waitMs;
  }
}
