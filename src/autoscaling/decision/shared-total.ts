import { formatMilli } from '../quantity/milli.ts';
import type { MilliValue } from '../units.ts';

/**
 * The total behind an average per pod, from a pass that tells its ratio and proposal but not the pods it divided by. The ratio is
 * total / (target × pods) and the proposal total / target rounded up (or the pods themselves, within tolerance), so that often one
 * number of pods fits. Undefined where several do.
 */
export function sharedTotal(
  ratio: number,
  proposed: number,
  target: MilliValue,
  withinTolerance: boolean,
): string | undefined {
  if (ratio === 0) return '0';
  if (!Number.isFinite(ratio)) return undefined;
  const pods = withinTolerance ? proposed : onlyIntegerIn((proposed - 1) / ratio, proposed / ratio);
  if (pods === undefined) return undefined;
  const total = Math.round(ratio * Number(target) * pods);
  return Number.isSafeInteger(total) ? formatMilli(BigInt(total)) : undefined;
}

/** The only integer above `low` and up to `high`, allowing for the last bits of the doubles. */
function onlyIntegerIn(low: number, high: number): number | undefined {
  const slack = high * 1e-12;
  const largest = Math.floor(high + slack);
  return largest > low + slack && largest - 1 <= low + slack ? largest : undefined;
}
