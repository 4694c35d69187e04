import { type EpochMs, plusMs } from '../units.ts';
import type { Recommendation } from './contract.ts';
import { latest, record, type Stabilized } from './recommendations.ts';
import type { LimitReason } from './texts.ts';

/**
 * Stabilization of an HPA without `behavior`: the highest recommendation of the window, both ends of it included. That
 * recommendation may lie above the current count, so an old one also scales up.
 */
export function stabilizeLegacy(
  log: readonly Recommendation[],
  desired: number,
  windowSeconds: number,
  now: EpochMs,
): Stabilized {
  const cutoff = plusMs(now, -windowSeconds * 1000);
  const counted = log.filter(({ at }) => at >= cutoff);
  const after = record(log, { at: now, replicas: desired }, ({ at }) => at < cutoff);
  const replicas = counted.reduce((highest, entry) => Math.max(highest, entry.replicas), desired);
  const holding = replicas === desired ? undefined : latest(counted, (entry) => entry.replicas === replicas);
  if (holding === undefined) return { replicas, log: after };
  return { replicas, log: after, holding, until: plusMs(holding.at, windowSeconds * 1000) };
}

/** How fast an HPA without `behavior` scales up, per pass. */
export interface LegacyRate {
  readonly factor: number;
  readonly minimum: number;
}

/** kube-controller-manager's constants. */
export const legacyRate: LegacyRate = { factor: 2, minimum: 4 };

/** The largest count one pass may reach. */
export function legacyScaleUpLimit(current: number, { factor, minimum }: LegacyRate = legacyRate): number {
  return Math.max(factor * current, minimum);
}

/** Bounds and scale-up limit of an HPA without `behavior`. Scaling down has no limit but the minimum. */
export function clampLegacy(
  current: number,
  desired: number,
  bounds: { readonly minReplicas: number; readonly maxReplicas: number },
  rate: LegacyRate = legacyRate,
): { readonly replicas: number; readonly reason: LimitReason } {
  const { minReplicas, maxReplicas } = bounds;
  const limit = legacyScaleUpLimit(current, rate);
  const cap = Math.min(maxReplicas, limit);
  if (desired < minReplicas) return { replicas: minReplicas, reason: 'TooFewReplicas' };
  if (desired > cap) return { replicas: cap, reason: maxReplicas > limit ? 'ScaleUpLimit' : 'TooManyReplicas' };
  return { replicas: desired, reason: 'DesiredWithinRange' };
}
