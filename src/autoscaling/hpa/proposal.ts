import type { MilliValue } from '../units.ts';
import type { PodGroups } from './pods.ts';

/** How a proposed count came about. */
export type Basis =
  /** The ratio is too close to 1. */
  | { readonly kind: 'tolerance'; readonly ratio: number; readonly assumed?: Assumed }
  /** ceil(ratio × pods). */
  | { readonly kind: 'ratio'; readonly ratio: number; readonly pods: number; readonly assumed?: Assumed }
  /** What had to be assumed of pods without a value would turn the direction round: the count stays. */
  | { readonly kind: 'reversal'; readonly ratio: number; readonly assumed: Assumed }
  /** ceil(usage / target), whatever the count is. */
  | { readonly kind: 'total' };

/** Pods that got a value they do not have, so that a change is rather too small than too large. */
export interface Assumed {
  readonly missing: number;
  readonly unready: number;
}

/** What one metric alone wants. */
export interface Proposal {
  readonly replicas: number;
  /** As the HPA's status reports it: an average per pod, or the total for a target of type Value. */
  readonly usage: MilliValue;
  readonly utilizationPercent?: number;
  /** Usage over target, before anything is assumed. */
  readonly ratio: number;
  readonly counted: PodGroups;
  readonly basis: Basis;
}

/** The groups of a metric that is not measured pod by pod. */
export function countedOnly(ready: number): PodGroups {
  return { ready, unready: [], missing: [], ignored: [] };
}
