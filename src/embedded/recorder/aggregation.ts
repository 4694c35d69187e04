import type { EpochMs } from '../../autoscaling/units.ts';
import { RecentMap } from './recent-map.ts';

const similarEventsLimit = 10;
const intervalMs = 600_000;
const prefix = '(combined from similar events): ';

interface SimilarEvents {
  messages: Set<string>;
  lastAt: EpochMs;
}

/**
 * Finds events that differ only in their message (client-go's EventAggregator): from the tenth distinct message on, with
 * gaps of at most ten minutes, one combined event stands for them.
 */
export class SimilarEventAggregation {
  readonly #groups = new RecentMap<SimilarEvents>();

  /** `group` names source, object, type and reason. Returns the message to write and the key its count is kept under. */
  aggregate(group: string, message: string, now: EpochMs): { readonly message: string; readonly key: string } {
    let similar = this.#groups.get(group);
    if (similar === undefined || now - similar.lastAt > intervalMs) {
      similar = { messages: new Set(), lastAt: now };
    }
    similar.messages.add(message);
    similar.lastAt = now;
    this.#groups.set(group, similar);
    if (similar.messages.size < similarEventsLimit) return { message, key: `${group}\n${message}` };
    // The set stays one short of the limit. client-go drops any of them; the oldest keeps runs repeatable.
    const [oldest] = similar.messages;
    if (oldest !== undefined) similar.messages.delete(oldest);
    return { message: prefix + message, key: group };
  }
}
