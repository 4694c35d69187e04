import { nextOccurrence, parseCron } from '../../../src/autoscaling/keda/cron-schedule.ts';
import { compileFormula } from '../../../src/autoscaling/keda/formula.ts';
import { TriggerError } from '../../../src/autoscaling/keda/trigger-metrics.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { accepted, type FuzzTarget, refused, type Verdict } from '../fuzz-target.ts';

const now = epochMs(Date.UTC(2026, 1, 3, 4, 5, 6));

function judged(read: () => void): Verdict {
  try {
    read();
    return accepted;
  } catch (error) {
    if (error instanceof TriggerError) return refused(error.message);
    throw error;
  }
}

/** The formulas of scalingModifiers. */
export const formulas: FuzzTarget = {
  name: 'KEDA formulas',
  seeds: ['(a + b) / 2', 'a > 3 ? min(a, b) : -b ** 2', 'not (a == 1 || b != 2) && true', 'ceil(a * 1.5e3) % 7'],
  words: [
    'a',
    'b',
    'min',
    'max(',
    'ceil(',
    '(',
    ')',
    ',',
    '+',
    '-',
    '*',
    '/',
    '%',
    '**',
    '^',
    '?',
    ':',
    '!',
    'not',
    '&&',
    '1',
    '.5',
    'toString',
  ],
  judge: (input) =>
    judged(() => {
      compileFormula(input, ['a', 'b'])({ a: 1, b: Number.NaN });
    }),
};

/** Cron schedules. */
export const schedules: FuzzTarget = {
  name: 'cron schedules',
  seeds: ['0 6 * * 1-5', '*/5 0,12 1 jan-mar ?', '59 23 29 2 *', '1-30/3 * 31 * sun'],
  words: ['*', '?', '/', '-', ',', '0', '5', '31', '60', 'jan', 'dec', 'mon', 'sun', '*/1', '1-5'],
  judge: (input) =>
    judged(() => {
      nextOccurrence(parseCron(input), 'Europe/Berlin', now);
    }),
};
