import { describe, expect, test } from 'vitest';
import { type Rescale, rescaleCount, reversalCount } from '../../../src/autoscaling/figures/reversals.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';

/** A walk through the given counts, ten seconds apart; a `!` before a count marks a change by a person. */
function walk(text: string): readonly Rescale[] {
  const steps = text
    .split(' ')
    .map((step) => ({ to: Number(step.replace('!', '')), byAutoscaler: !step.includes('!') }));
  return steps
    .slice(1)
    .map((step, index) => ({ ...step, at: epochMs(index * 10_000), from: steps[index]?.to ?? step.to }));
}

const always = { from: epochMs(0), to: epochMs(1_000_000) };

describe('reversals of direction', () => {
  test.each([
    ['1', 0, 'a workload that nobody scales'],
    ['1 4 8 10', 0, 'a plain rise'],
    ['1 4 8 10 5 1', 1, 'one arch'],
    ['1 4 2 4 2 4', 4, 'two autoscalers that pull against each other'],
    ['1 4 8 !1 4 8', 0, 'a reset by hand between two rises'],
    ['1 4 !2 1', 0, 'a person turning it around'],
    ['1 4 2 !2 4', 2, 'a write of the same count by a person changes nothing'],
  ])('%s has %i: %s', (path, expected) => {
    expect(reversalCount(walk(path), always)).toBe(expected);
  });

  test('only the window counts, and its first change turns nothing around', () => {
    const rescales = walk('1 4 2 4 2 4');
    expect(reversalCount(rescales, { from: epochMs(10_000), to: epochMs(30_000) })).toBe(1);
  });
});

test('rescales are the changes of autoscalers alone', () => {
  expect(rescaleCount(walk('1 4 4 8 !1 2'), always)).toBe(3);
});
