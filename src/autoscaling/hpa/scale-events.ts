import { type EpochMs, plusMs } from '../units.ts';
import type { ScaleEvent } from './contract.ts';
import type { CompleteRules } from './defaults.ts';

/**
 * A direction's log after a successful change of `change` replicas. Entries older than the longest period of its policies are
 * marked, and the last marked slot is written over; without one the entry is appended.
 */
export function storeScaleEvent(
  events: readonly ScaleEvent[],
  rules: Pick<CompleteRules, 'policies'>,
  change: number,
  now: EpochMs,
): readonly ScaleEvent[] {
  const longestSeconds = rules.policies.reduce((longest, { periodSeconds }) => Math.max(longest, periodSeconds), 0);
  const cutoff = plusMs(now, -longestSeconds * 1000);
  const marked = events.map((event) => (event.at < cutoff ? { ...event, outdated: true } : event));
  const slot = marked.findLastIndex(({ outdated }) => outdated);
  const event: ScaleEvent = { at: now, change };
  return slot < 0 ? [...marked, event] : marked.with(slot, event);
}
