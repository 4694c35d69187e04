import { describe, expect, test } from 'vitest';
import { type Expression, type Figures, figurePaths } from '../../src/scenario/expression.ts';
import { missBy } from '../../src/scenario/miss.ts';

const none = Object.fromEntries(figurePaths.map((path) => [path, null])) as Figures;
const compare = (path: 'replicas.peak' | 'reversals', operator: '>=' | '<=', value: number): Expression => ({
  kind: 'compare',
  left: { kind: 'figure', path },
  operator,
  right: { kind: 'number', value },
});
const tenReplicas = compare('replicas.peak', '>=', 10);
const oneReversal = compare('reversals', '<=', 1);
const figures: Figures = { ...none, 'replicas.peak': 7, reversals: 3 };

describe('how far an expectation is missed', () => {
  test.each<[string, Expression, number]>([
    ['a comparison: by the difference', tenReplicas, 3],
    ['one that holds: not at all', compare('replicas.peak', '>=', 7), 0],
    ['both: by the farther one', { kind: 'and', left: tenReplicas, right: oneReversal }, 3],
    ['either: by the nearer one', { kind: 'or', left: tenReplicas, right: oneReversal }, 2],
    ['a negation: nobody can tell', { kind: 'not', operand: compare('reversals', '>=', 3) }, Number.POSITIVE_INFINITY],
  ])('%s', (_, expression, miss) => {
    expect(missBy(expression, figures)).toBe(miss);
  });

  test('a figure without a value is infinitely far', () => {
    expect(missBy(tenReplicas, none)).toBe(Number.POSITIVE_INFINITY);
  });
});
