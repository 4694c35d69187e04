import type { EpochMs } from '../../autoscaling/units.ts';
import { RecentMap } from './recent-map.ts';

const burst = 25;
const refillMs = 300_000;

interface Bucket {
  readonly tokens: number;
  readonly at: EpochMs;
}

/** A token bucket per source, object and type: 25 events at once, then one in five minutes (client-go's EventSourceObjectSpamFilter). */
export class SpamFilter {
  readonly #buckets = new RecentMap<Bucket>();

  /** Takes a token; false when the event must not be written. */
  admits(key: string, now: EpochMs): boolean {
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / refillMs);
    const admitted = tokens >= 1;
    this.#buckets.set(key, { tokens: admitted ? tokens - 1 : tokens, at: now });
    return admitted;
  }
}
