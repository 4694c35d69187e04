import type { MetricTarget } from '../objects.ts';
import { formatQuantity } from '../quantity/format.ts';
import { parseMilli } from '../quantity/milli.ts';
import { parseQuantity } from '../quantity/quantity.ts';
import type { MilliValue } from '../units.ts';

/** What a metric is held against. */
export type Aim =
  | { readonly kind: 'Utilization'; readonly percent: number }
  | { readonly kind: 'AverageValue' | 'Value'; readonly quantity: string; readonly milli: MilliValue };

/** The part of a target that counts: an average value takes precedence, as it does for the controller. Undefined where none is set. */
export function aimedAt({ averageValue, value, averageUtilization }: MetricTarget): Aim | undefined {
  if (averageValue !== undefined) return aimAt('AverageValue', averageValue);
  if (value !== undefined) return aimAt('Value', value);
  return averageUtilization === undefined ? undefined : { kind: 'Utilization', percent: averageUtilization };
}

/** `50%`, `5`, `20m (avg)`; `<auto>` where the API has none, as kubectl prints it. */
export function targetText(target: MetricTarget): string {
  const aim = aimedAt(target);
  if (aim === undefined) return '<auto>';
  if (aim.kind === 'Utilization') return `${aim.percent}%`;
  return aim.kind === 'AverageValue' ? `${aim.quantity} (avg)` : aim.quantity;
}

/** A quantity in its canonical form: `0.02` is `20m`. Throws a QuantityError. */
export function canonical(written: string): string {
  return formatQuantity(parseQuantity(written));
}

function aimAt(kind: 'AverageValue' | 'Value', written: string): Aim {
  return { kind, quantity: canonical(written), milli: parseMilli(written) };
}
