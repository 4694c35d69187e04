import { evaluate, type Figures, figurePaths } from '../../../src/scenario/expression.ts';
import { parseExpression } from '../../../src/scenario/parse-expression.ts';
import { accepted, type FuzzTarget, refused } from '../fuzz-target.ts';

const figures = Object.fromEntries(figurePaths.map((path, index) => [path, index % 3 === 0 ? null : index])) as Figures;

/** The conditions and expectations of scenarios. */
export const expressions: FuzzTarget = {
  name: 'expressions',
  seeds: [
    'replicas.peak >= 10',
    'replicas.peak >= 10 and queue.drainedAtSecond < 120',
    'not (reversals > 3 or cpu.throttledRatioPeak >= 0.25) and costUsd <= 1.5',
    '((seconds != 0))',
  ],
  words: [...figurePaths, 'and', 'or', 'not', '(', ')', '<', '<=', '>', '>=', '==', '!=', '=', '&&', '||', '1', '-0.5'],
  judge(input) {
    const parsed = parseExpression(input);
    if (parsed.ok) {
      evaluate(parsed.expression, figures);
      return accepted;
    }
    const { offset, message, tryThis } = parsed.mistake;
    if (offset < 0 || offset > input.length) throw new RangeError(`the mistake is at ${offset} of ${input.length}`);
    return refused(`${message}; ${tryThis}`);
  },
};
