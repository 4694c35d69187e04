import { type EpochMs, plusMs } from '../units.ts';
import { type Backoff, backOff } from './backoff.ts';
import type { AutoscalerOptions } from './options.ts';

/** What the autoscaler remembers from loop to loop; lost when it restarts. */
export interface AutoscalerMemory {
  /** Nodes found unneeded in the last loop, and since when without a break. */
  readonly unneededSince: ReadonlyMap<string, EpochMs>;
  /** Nodes whose pods could not move, and until when they are not tried again. */
  readonly unremovableUntil: ReadonlyMap<string, EpochMs>;
  readonly backoffs: ReadonlyMap<string, Backoff>;
  readonly lastScaleUpAt: EpochMs;
  readonly lastScaleDownDeleteAt: EpochMs;
  readonly lastScaleDownFailureAt: EpochMs;
}

/** A just started autoscaler takes everything to have happened an hour ago: no cooldown holds it back. */
export function initialMemory(now: EpochMs): AutoscalerMemory {
  const anHourAgo = plusMs(now, -60 * 60 * 1000);
  return {
    unneededSince: new Map(),
    unremovableUntil: new Map(),
    backoffs: new Map(),
    lastScaleUpAt: anHourAgo,
    lastScaleDownDeleteAt: anHourAgo,
    lastScaleDownFailureAt: anHourAgo,
  };
}

/** To be called when the cloud refused to grow a group, or its nodes did not come up. */
export function rememberFailedScaleUp(
  memory: AutoscalerMemory,
  nodeGroup: string,
  now: EpochMs,
  options: AutoscalerOptions,
): AutoscalerMemory {
  const backoff = backOff(memory.backoffs.get(nodeGroup), now, options);
  return { ...memory, backoffs: new Map(memory.backoffs).set(nodeGroup, backoff) };
}

/** To be called when a node could not be drained or deleted. */
export function rememberFailedScaleDown(memory: AutoscalerMemory, now: EpochMs): AutoscalerMemory {
  return { ...memory, lastScaleDownFailureAt: now };
}

/** What keeps nodes from being removed for now, and until when. Timers of unneeded nodes run on meanwhile. */
export interface ScaleDownCooldown {
  /** `new-pods`: one loop is waited for more pending pods. */
  readonly because: 'after-add' | 'after-delete' | 'after-failure' | 'new-pods';
  readonly until: EpochMs;
}

/** The cooldown that ends last; undefined: none. */
export function scaleDownCooldown(
  memory: AutoscalerMemory,
  now: EpochMs,
  options: AutoscalerOptions,
): ScaleDownCooldown | undefined {
  const cooldowns: readonly ScaleDownCooldown[] = [
    { because: 'after-add', until: plusMs(memory.lastScaleUpAt, options.scaleDownDelayAfterAddMs) },
    { because: 'after-delete', until: plusMs(memory.lastScaleDownDeleteAt, options.scaleDownDelayAfterDeleteMs) },
    { because: 'after-failure', until: plusMs(memory.lastScaleDownFailureAt, options.scaleDownDelayAfterFailureMs) },
  ];
  return cooldowns.filter(({ until }) => until > now).toSorted((a, b) => b.until - a.until)[0];
}
