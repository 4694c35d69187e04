/**
 * The small, total expression language of scenarios: comparisons of figures with numbers, joined by `and`, `or`, `not` and parentheses, e.g.
 * `replicas.peak >= 10 and queue.drainedAtSecond < 120`.
 */
export type Expression =
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: Comparison; readonly right: Operand }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression };

export const comparisons = ['<', '<=', '>', '>=', '==', '!='] as const;

export type Comparison = (typeof comparisons)[number];

export type Operand =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'figure'; readonly path: FigurePath };

/** The figures an expression may name: those of an act in `rehearse --json`, how its loads ended, how many nodes it had at most, and `…now` for what is true this second. */
export const figurePaths = [
  'replicas.min',
  'replicas.peak',
  'replicas.final',
  'replicas.now',
  'rescales',
  'reversals',
  'podsStarted',
  'podsTerminated',
  'queue.peak',
  'queue.now',
  'queue.drainedAtSecond',
  'queue.secondsOverSla',
  'cpu.averageUtilizationPeak',
  'cpu.throttledRatioPeak',
  'productivity.mean',
  'podSeconds',
  'wastedPodSeconds',
  'loads.completed',
  'loads.failed',
  'nodes.peak',
  'nodes.now',
  'nodeSeconds',
  'costUsd',
  'seconds',
] as const;

export type FigurePath = (typeof figurePaths)[number];

/** Values of the figures; null where a figure has no value (a queue that never drained). */
export type Figures = Readonly<Record<FigurePath, number | null>>;

export interface Evaluation {
  readonly met: boolean;
  /** The figures the expression names with their values, e.g. `replicas.peak = 10, queue.drainedAtSecond = none`. */
  readonly actual: string;
}

/**
 * Whether an expression holds. Never throws: a comparison with a figure that has no value (null or NaN) is not met, whichever way
 * it points, so `not` of it is.
 */
export function evaluate(expression: Expression, figures: Figures): Evaluation {
  const named = [...new Set(figuresIn(expression))];
  const actual = named.map((path) => `${path} = ${printFigure(figures[path])}`).join(', ');
  return { met: holds(expression, figures), actual };
}

function holds(expression: Expression, figures: Figures): boolean {
  switch (expression.kind) {
    case 'and':
      return holds(expression.left, figures) && holds(expression.right, figures);
    case 'or':
      return holds(expression.left, figures) || holds(expression.right, figures);
    case 'not':
      return !holds(expression.operand, figures);
    case 'compare': {
      const left = numberOf(expression.left, figures);
      const right = numberOf(expression.right, figures);
      return left !== undefined && right !== undefined && compare(left, expression.operator, right);
    }
  }
}

function compare(left: number, operator: Comparison, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
  }
}

function numberOf(operand: Operand, figures: Figures): number | undefined {
  if (operand.kind === 'number') return operand.value;
  const value = figures[operand.path];
  return value === null || Number.isNaN(value) ? undefined : value;
}

function figuresIn(expression: Expression): readonly FigurePath[] {
  if (expression.kind === 'not') return figuresIn(expression.operand);
  if (expression.kind !== 'compare') return [...figuresIn(expression.left), ...figuresIn(expression.right)];
  return [expression.left, expression.right].flatMap((operand) => (operand.kind === 'figure' ? [operand.path] : []));
}

/** At most three decimals, without trailing zeros. */
function printFigure(value: number | null): string {
  return value === null || Number.isNaN(value) ? 'none' : String(Number(value.toFixed(3)));
}
