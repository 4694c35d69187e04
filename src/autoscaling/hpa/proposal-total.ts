import type { Pod } from '../objects.ts';
import type { MilliValue } from '../units.ts';
import { ceilInt32, ceilInt32Capped, ceilInt64, INT64_MAX } from './integers.ts';
import { CalculationError } from './metric-error.ts';
import { countRunningAndReady, NO_PODS } from './pods.ts';
import { countedOnly, type Proposal } from './proposal.ts';
import { isWithin, type Tolerance } from './tolerance.ts';

/**
 * Object and External metrics with a target of type Value: the total over the target, times the pods that are ready. From zero
 * there is nothing to multiply, so the ratio itself is the count. Throws {@link CalculationError}.
 */
export function proposeValue(
  pods: readonly Pod[],
  current: number,
  tolerance: Tolerance,
  usage: MilliValue,
  target: MilliValue,
): Proposal {
  const ratio = Number(usage) / Number(target);
  if (current === 0) {
    return { replicas: ceilInt32(ratio), usage, ratio, counted: countedOnly(0), basis: { kind: 'total' } };
  }
  const counted = countedOnly(countRunningAndReady(pods));
  if (isWithin(tolerance, ratio)) {
    return { replicas: current, usage, ratio, counted, basis: { kind: 'tolerance', ratio } };
  }
  if (pods.length === 0) throw new CalculationError(`unable to calculate ready pods: ${NO_PODS}`);
  const replicas = ceilInt32Capped(ratio * counted.ready);
  return { replicas, usage, ratio, counted, basis: { kind: 'ratio', ratio, pods: counted.ready } };
}

/** Object metrics with a target per pod. The pods are those of scale.status.replicas, ready or not. */
export function proposeObjectAverage(
  statusReplicas: number,
  tolerance: Tolerance,
  usage: MilliValue,
  target: MilliValue,
): Proposal {
  const proposal = proposeAverage(statusReplicas, tolerance, usage, target, ceilInt32);
  return { ...proposal, usage: ceilInt64(Number(usage) / statusReplicas) };
}

/** External metrics with a target per pod. The pods are those of scale.status.replicas, ready or not. */
export function proposeExternalAverage(
  statusReplicas: number,
  tolerance: Tolerance,
  usage: MilliValue,
  target: MilliValue,
): Proposal {
  const proposal = proposeAverage(statusReplicas, tolerance, usage, target, ceilInt32Capped);
  const overflowed = Number(usage) >= Number(INT64_MAX);
  return { ...proposal, usage: overflowed ? INT64_MAX : ceilInt64(Number(usage) / statusReplicas) };
}

/** The sum of an external metric's values, at most the largest int64. */
export function sumExternal(values: readonly MilliValue[]): MilliValue {
  let sum = 0n;
  for (const value of values) {
    sum += value;
    if (sum > INT64_MAX) return INT64_MAX;
  }
  return sum;
}

function proposeAverage(
  statusReplicas: number,
  tolerance: Tolerance,
  usage: MilliValue,
  target: MilliValue,
  ceil: (value: number) => number,
): Proposal {
  // Without replicas the ratio is infinite or not a number: never within tolerance.
  const ratio = Number(usage) / (Number(target) * statusReplicas);
  const counted = countedOnly(0);
  if (isWithin(tolerance, ratio)) {
    return { replicas: statusReplicas, usage, ratio, counted, basis: { kind: 'tolerance', ratio } };
  }
  return { replicas: ceil(Number(usage) / Number(target)), usage, ratio, counted, basis: { kind: 'total' } };
}
