import type { HPAScalingPolicy } from '../objects.ts';
import { type EpochMs, epochMs, plusMs } from '../units.ts';
import type { ScaleEvent } from './contract.ts';
import type { CompleteRules } from './defaults.ts';

/** What the controller itself did of late. Both directions count for both limits. */
export interface ScaleEvents {
  readonly up: readonly ScaleEvent[];
  readonly down: readonly ScaleEvent[];
}

/** The count a direction's policies allow. */
export interface RateLimit {
  readonly replicas: number;
  /** The policy that decided; absent when the direction is disabled. */
  readonly policy?: HPAScalingPolicy;
  /** The count at the start of that policy's period. */
  readonly periodStart: number;
  /** When the policy allows more: its oldest event leaves the period. Absent when nothing happened in it. */
  readonly until?: EpochMs;
}

/** Replicas changed within a period that ends now; an event exactly a period ago is outside. */
export function changeWithin(events: readonly ScaleEvent[], periodSeconds: number, now: EpochMs): number {
  return within(events, periodSeconds, now).reduce((sum, { change }) => sum + change, 0);
}

/** The largest count the scale-up policies allow; it may lie below the current one. */
export function scaleUpLimit(current: number, rules: CompleteRules, events: ScaleEvents, now: EpochMs): RateLimit {
  const preferred = rules.selectPolicy === 'Min' ? isLess : isMore;
  return select(current, rules, events, now, preferred, (start, { type, value }) =>
    // Rounded up, or a small count could never grow.
    type === 'Pods' ? start + value : Math.ceil(start * (1 + value / 100)),
  );
}

/** The smallest count the scale-down policies allow; it may lie above the current one. */
export function scaleDownLimit(current: number, rules: CompleteRules, events: ScaleEvents, now: EpochMs): RateLimit {
  const preferred = rules.selectPolicy === 'Min' ? isMore : isLess;
  return select(current, rules, events, now, preferred, (start, { type, value }) =>
    type === 'Pods' ? start - value : Math.trunc(start * (1 - value / 100)),
  );
}

function select(
  current: number,
  rules: CompleteRules,
  events: ScaleEvents,
  now: EpochMs,
  isPreferred: (a: number, b: number) => boolean,
  allowedBy: (periodStart: number, policy: HPAScalingPolicy) => number,
): RateLimit {
  let selected: RateLimit | undefined;
  for (const policy of rules.selectPolicy === 'Disabled' ? [] : rules.policies) {
    const { periodSeconds } = policy;
    const added = changeWithin(events.up, periodSeconds, now);
    const removed = changeWithin(events.down, periodSeconds, now);
    const periodStart = current - added + removed;
    const replicas = allowedBy(periodStart, policy);
    if (selected !== undefined && !isPreferred(replicas, selected.replicas)) continue;
    const until = nextExpiry([...events.up, ...events.down], periodSeconds, now);
    selected = { replicas, policy, periodStart, ...(until !== undefined && { until }) };
  }
  return selected ?? { replicas: current, periodStart: current };
}

function within(events: readonly ScaleEvent[], periodSeconds: number, now: EpochMs): readonly ScaleEvent[] {
  const cutoff = plusMs(now, -periodSeconds * 1000);
  return events.filter(({ at }) => at > cutoff);
}

function nextExpiry(events: readonly ScaleEvent[], periodSeconds: number, now: EpochMs): EpochMs | undefined {
  const counted = within(events, periodSeconds, now);
  if (counted.length === 0) return undefined;
  return epochMs(Math.min(...counted.map(({ at }) => at)) + periodSeconds * 1000);
}

function isLess(a: number, b: number): boolean {
  return a < b;
}

function isMore(a: number, b: number): boolean {
  return a > b;
}
