import { formatQuantity, quantityToNumber } from '../../../src/autoscaling/quantity/format.ts';
import { formatMilli, parseMilli } from '../../../src/autoscaling/quantity/milli.ts';
import { parseQuantity, QuantityError } from '../../../src/autoscaling/quantity/quantity.ts';
import { accepted, type FuzzTarget, refused } from '../fuzz-target.ts';

/** Kubernetes' amounts. What is taken has to come back the same from its printed form. */
export const quantities: FuzzTarget = {
  name: 'quantities',
  seeds: ['500m', '1.5Gi', '2e3', '100', '-0.25', '+3k', '1E-3', '12345678901234567890Ei', '0.0000000001'],
  words: [
    'n',
    'u',
    'm',
    'k',
    'M',
    'G',
    'T',
    'P',
    'E',
    'Ki',
    'Mi',
    'Ei',
    'e',
    'E',
    '+',
    '-',
    '.',
    '0',
    '1',
    '9',
    '00',
    ' ',
  ],
  judge(input) {
    try {
      const quantity = parseQuantity(input);
      quantityToNumber(quantity);
      const printed = formatQuantity(quantity);
      const again = formatQuantity(parseQuantity(printed));
      if (printed !== again) throw new Error(`${JSON.stringify(input)} prints as ${printed}, and that as ${again}`);
      formatMilli(parseMilli(input));
      return accepted;
    } catch (error) {
      if (error instanceof QuantityError) return refused(error.message);
      throw error;
    }
  },
};
