import type { MilliValue } from '../units.ts';
import { wrapInt64 } from './integers.ts';
import { CalculationError } from './metric-error.ts';
import type { Requests } from './requests.ts';

/** How usage compares with its target. */
export interface UsageRatio {
  readonly ratio: number;
  /** Mean over the pods counted, the fraction dropped. */
  readonly average: MilliValue;
}

export interface UtilizationRatio extends UsageRatio {
  /** Whole percent of the request, the fraction dropped: the ratio is computed from this integer. */
  readonly utilizationPercent: number;
}

/** Usage by pod name. */
export type Usage = ReadonlyMap<string, MilliValue>;

/** Usage over request, over the pods that have both. Throws {@link CalculationError} when nothing is requested. */
export function utilizationRatio(usage: Usage, requests: Requests, targetPercent: number): UtilizationRatio {
  let used = 0n;
  let requested = 0n;
  let pods = 0n;
  for (const [pod, value] of usage) {
    const request = requests.get(pod);
    if (request === undefined) continue;
    used += value;
    requested += request;
    pods += 1n;
  }
  used = wrapInt64(used);
  requested = wrapInt64(requested);
  if (requested === 0n) throw new CalculationError('no metrics returned matched known pods');
  const utilizationPercent = Number(BigInt.asIntN(32, wrapInt64(used * 100n) / requested));
  return { ratio: utilizationPercent / targetPercent, utilizationPercent, average: used / pods };
}

/** Mean usage over target, over all pods that have a value, whether they are listed or not. */
export function usageRatio(usage: Usage, target: MilliValue): UsageRatio {
  let used = 0n;
  for (const value of usage.values()) used += value;
  const average = wrapInt64(used) / BigInt(usage.size);
  return { ratio: Number(average) / Number(target), average };
}
