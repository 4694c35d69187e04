import { formatQuantity } from '../autoscaling/quantity/format.ts';
import { parseQuantity, QuantityError } from '../autoscaling/quantity/quantity.ts';

/**
 * A quantity as a plain number, for charts. The autoscalers themselves compute in whole thousandths; a chart wants the nanocores that
 * metrics-server reports. Undefined for text that is no quantity.
 */
export function quantityNumber(text: string): number | undefined {
  try {
    const { nano } = parseQuantity(text);
    // Read as one number: multiplying 36 by 1e-3 would print as 0.036000000000000004.
    return Number(formatQuantity({ nano, format: 'DecimalExponent' }));
  } catch (error) {
    if (error instanceof QuantityError) return undefined;
    throw error;
  }
}
