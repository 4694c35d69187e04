import { describe, expect, test } from 'vitest';
import { nodePriceAnnotation } from '../../src/autoscaling/node-price.ts';
import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import { actFigures } from '../../src/session/act-figures.ts';
import { initialState } from '../../src/session/initial-state.ts';
import { nodeCostWithin } from '../../src/session/insight/figures/node-cost.ts';
import type { Observation } from '../../src/session/observation.ts';
import { reduce } from '../../src/session/reduce/reduce.ts';
import { demoScenario } from './demo-scenario.ts';
import { deleted, second, start, upserted } from './objects.ts';

const node = (name: string, price?: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: name, ...(price !== undefined && { annotations: { [nodePriceAnnotation]: price } }) },
});

const costOf = (...observations: readonly Observation[]) =>
  nodeCostWithin(reduce(initialState({ namespace: 'demo' }, start), observations), {
    from: second(100),
    to: second(3700),
  });

test('an act may expect how many nodes it has, and what they cost', () => {
  const observations = [upserted(0, node('a', '1')), upserted(1900, node('b', '1')), deleted(2000, node('b', '1'))];
  const state = reduce(initialState({ namespace: 'demo' }, start), observations);
  expect(actFigures(demoScenario(), state, { from: second(100), to: second(3700) })).toMatchObject({
    'nodes.peak': 2,
    'nodes.now': 1,
    nodeSeconds: 3700,
    costUsd: 3700 / 3600,
  });
});

describe('nodes cost', () => {
  test('their price for as long as they are there, each its own', () => {
    const cost = costOf(
      upserted(0, node('a', '0.10')),
      upserted(1000, node('b', '0.36')),
      deleted(2000, node('b', '0.36')),
      upserted(3000, node('c', '0.72')),
    );
    expect(cost.nodeSeconds).toBe(3600 + 1000 + 700);
    expect(cost.costUsd).toBeCloseTo(0.1 + (0.36 * 1000 + 0.72 * 700) / 3600, 10);
  });

  test('nothing outside the window', () => {
    const cost = costOf(
      upserted(0, node('a', '1')),
      upserted(10, node('gone', '50')),
      deleted(50, node('gone', '50')),
      upserted(4000, node('late', '50')),
    );
    expect(cost).toEqual({ nodeSeconds: 3600, costUsd: 1 });
  });

  test('what their annotation says from the moment it says so', () => {
    const cost = costOf(upserted(0, node('a', '1')), upserted(1900, node('a', '2')));
    expect(cost).toEqual({ nodeSeconds: 3600, costUsd: 1.5 });
  });

  test.each([
    ['a node has no price', [upserted(0, node('a', '1')), upserted(200, node('b'))]],
    ['a price is no number', [upserted(0, node('a', 'cheap'))]],
    ['no node was seen', []],
  ])('nobody knows what where %s', (_, observations) => {
    expect(costOf(...observations).costUsd).toBeNull();
  });

  test('are known again once the node without a price is gone before the window', () => {
    const cost = costOf(upserted(0, node('a', '1')), upserted(10, node('b')), deleted(20, node('b')));
    expect(cost.costUsd).toBe(1);
  });
});
