import { expect, test } from 'vitest';
import { epochMs, plusMs } from '../../src/autoscaling/units.ts';
import type { Expression } from '../../src/scenario/expression.ts';
import { initialState } from '../../src/session/initial-state.ts';
import { nearestMiss } from '../../src/session/nearest-miss.ts';
import { demoScenario } from './demo-scenario.ts';

const from = epochMs(1_000_000);
const window = { from, to: plusMs(from, 120_000) };
const path = [
  { at: from, replicas: 1 },
  { at: plusMs(from, 30_000), replicas: 4 },
  { at: plusMs(from, 60_000), replicas: 8 },
  { at: plusMs(from, 90_000), replicas: 2 },
];
const state = {
  ...initialState({ namespace: 'demo', workload: 'web' }, from),
  now: window.to,
  replicaPaths: new Map([['web', path]]),
};
const peakOver = (value: number): Expression => ({
  kind: 'compare',
  left: { kind: 'figure', path: 'replicas.peak' },
  operator: '>=',
  right: { kind: 'number', value },
});

test('a peak that was not reached was nearest when the workload was largest', () => {
  expect(nearestMiss(demoScenario(), state, window, peakOver(10))).toEqual({
    actual: 'replicas.peak = 8',
    // Looked at once a second, and the count of a moment is what it was up to then.
    atSecond: 61,
  });
});

test('what never moved has no nearest moment', () => {
  const still = { ...state, replicaPaths: new Map([['web', path.slice(0, 1)]]) };
  expect(nearestMiss(demoScenario(), still, window, peakOver(10))).toBeUndefined();
});
