import { type EpochMs, plusMs } from '../units.ts';
import type { Recommendation } from './contract.ts';
import type { CompleteBehavior } from './defaults.ts';
import { type RateLimit, type ScaleEvents, scaleDownLimit, scaleUpLimit } from './rates.ts';
import { latest, record, type Stabilized } from './recommendations.ts';
import type { LimitReason } from './texts.ts';

export interface StabilizationWindows {
  readonly upSeconds: number;
  readonly downSeconds: number;
}

/**
 * Stabilization of an HPA with `behavior`: the current count is moved only as far as all recommendations of the window agree on. An
 * entry at the very start of a window no longer counts. The log always keeps the proposal as it was.
 */
export function stabilizeBehavior(
  log: readonly Recommendation[],
  current: number,
  desired: number,
  { upSeconds, downSeconds }: StabilizationWindows,
  now: EpochMs,
): Stabilized {
  const upCutoff = plusMs(now, -upSeconds * 1000);
  const downCutoff = plusMs(now, -downSeconds * 1000);
  let lowest = desired;
  let highest = desired;
  for (const { at, replicas } of log) {
    if (at > upCutoff) lowest = Math.min(lowest, replicas);
    if (at > downCutoff) highest = Math.max(highest, replicas);
  }
  const replicas = Math.min(Math.max(current, lowest), highest);
  const after = record(log, { at: now, replicas: desired }, ({ at }) => at < upCutoff && at < downCutoff);

  const holding =
    desired > replicas
      ? latest(log, (entry) => entry.at > upCutoff && entry.replicas <= replicas)
      : latest(log, (entry) => entry.at > downCutoff && entry.replicas >= replicas);
  if (replicas === desired || holding === undefined) return { replicas, log: after };
  const until = plusMs(holding.at, (desired > replicas ? upSeconds : downSeconds) * 1000);
  return { replicas, log: after, holding, until };
}

export interface BehaviorLimits {
  readonly current: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly behavior: CompleteBehavior;
  readonly events: ScaleEvents;
}

/** A count after policies and bounds. */
export interface LimitedCount {
  readonly replicas: number;
  readonly reason: LimitReason;
  /** What the policies allow; absent when the count does not change. */
  readonly rate?: RateLimit;
}

/** Policies and bounds of an HPA with `behavior`, applied to a stabilized count. */
export function limitByBehavior(desired: number, limits: BehaviorLimits, now: EpochMs): LimitedCount {
  const { current, minReplicas, maxReplicas, behavior, events } = limits;
  if (desired > current) {
    const rate = scaleUpLimit(current, behavior.scaleUp, events, now);
    // Growth of the period may exceed a policy that was tightened meanwhile: that stops growth, it does not reverse it.
    const limit = Math.max(rate.replicas, current);
    const cap = Math.min(maxReplicas, limit);
    if (desired <= cap) return { replicas: desired, reason: 'DesiredWithinRange', rate };
    return { replicas: cap, reason: maxReplicas > limit ? 'ScaleUpLimit' : 'TooManyReplicas', rate };
  }
  if (desired < current) {
    const rate = scaleDownLimit(current, behavior.scaleDown, events, now);
    const limit = Math.min(rate.replicas, current);
    const floor = Math.max(minReplicas, limit);
    if (desired >= floor) return { replicas: desired, reason: 'DesiredWithinRange', rate };
    return { replicas: floor, reason: minReplicas < limit ? 'ScaleDownLimit' : 'TooFewReplicas', rate };
  }
  return { replicas: desired, reason: 'DesiredWithinRange' };
}
