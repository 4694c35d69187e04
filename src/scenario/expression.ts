/**
 * The small, total expression language of scenarios: comparisons of figures with numbers, joined by `and`, `or`, `not` and parentheses, e.g.
 * `replicas.peak >= 10 and queue.drainedAtSecond < 120`.
 */
export type Expression =
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: Comparison; readonly right: Operand }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression };

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

export type Operand =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'figure'; readonly path: FigurePath };

/** The figures an expression may name: those of an act in `rehearse --json`, and `…now` for what is true this second. */
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
  'seconds',
] as const;

export type FigurePath = (typeof figurePaths)[number];

/** Values of the figures; null where a figure has no value (a queue that never drained). */
export type Figures = Readonly<Record<FigurePath, number | null>>;
