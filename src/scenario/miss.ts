import { type Expression, evaluate, type Figures, type Operand } from './expression.ts';

/**
 * How far figures are from making an expression true, in the units of the figures it compares: 0 where it holds, Infinity where a figure
 * has no value. Both sides of an `and` have to come true, so the farther one counts; of an `or` the nearer one.
 */
export function missBy(expression: Expression, figures: Figures): number {
  if (evaluate(expression, figures).met) return 0;
  switch (expression.kind) {
    case 'and':
      return Math.max(missBy(expression.left, figures), missBy(expression.right, figures));
    case 'or':
      return Math.min(missBy(expression.left, figures), missBy(expression.right, figures));
    case 'not':
      return Number.POSITIVE_INFINITY;
    case 'compare': {
      const [left, right] = [operandValue(expression.left, figures), operandValue(expression.right, figures)];
      return Number.isFinite(left) && Number.isFinite(right) ? Math.abs(left - right) : Number.POSITIVE_INFINITY;
    }
  }
}

function operandValue(operand: Operand, figures: Figures): number {
  return operand.kind === 'number' ? operand.value : (figures[operand.path] ?? Number.NaN);
}
