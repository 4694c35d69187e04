import type { HPABehavior } from '../objects.ts';
import { quantityToNumber } from '../quantity/format.ts';
import { parseQuantity } from '../quantity/quantity.ts';
import type { HpaControllerOptions } from './contract.ts';

/** How far a ratio may lie from 1 without a change, as fractions. */
export interface Tolerance {
  readonly down: number;
  readonly up: number;
}

/** The tolerances of an HPA (KEP-4951): its own by direction where the gate is on, else the controller's. */
export function toleranceOf(
  behavior: HPABehavior | undefined,
  options: Pick<HpaControllerOptions, 'tolerance' | 'configurableTolerance'>,
): Tolerance {
  const own = (written: string | undefined) =>
    written === undefined || !options.configurableTolerance
      ? options.tolerance
      : quantityToNumber(parseQuantity(written));
  return { down: own(behavior?.scaleDown?.tolerance), up: own(behavior?.scaleUp?.tolerance) };
}

/** Whether a ratio is close enough to 1 to leave the count alone. Both ends are inside. */
export function isWithin(tolerance: Tolerance, ratio: number): boolean {
  return 1 - tolerance.down <= ratio && ratio <= 1 + tolerance.up;
}
