import type { EpochMs } from '../units.ts';
import type { Recommendation } from './contract.ts';

/** The outcome of stabilizing a proposal. */
export interface Stabilized {
  readonly replicas: number;
  /** The log afterwards, in slot order. */
  readonly log: readonly Recommendation[];
  /** The earlier recommendation that decided; absent when the proposal itself stands. */
  readonly holding?: Recommendation;
  /** When that recommendation stops to count. */
  readonly until?: EpochMs;
}

/** Writes a recommendation over the last dead entry of the log, or appends it: the log's slots are reused, so it is not in order of time. */
export function record(
  log: readonly Recommendation[],
  recommendation: Recommendation,
  isDead: (entry: Recommendation) => boolean,
): readonly Recommendation[] {
  const slot = log.findLastIndex(isDead);
  return slot < 0 ? [...log, recommendation] : log.with(slot, recommendation);
}

/** The entry that holds longest among those that reach a count. */
export function latest(
  log: readonly Recommendation[],
  reaches: (entry: Recommendation) => boolean,
): Recommendation | undefined {
  let found: Recommendation | undefined;
  for (const entry of log) if (reaches(entry) && (found === undefined || entry.at > found.at)) found = entry;
  return found;
}
