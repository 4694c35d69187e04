import { describe, expect, it } from 'vitest';
import { chooseOption, type ExpansionOption, wasteOf } from '../../../src/autoscaling/cluster-autoscaler/expander.ts';
import type { ExpanderName } from '../../../src/autoscaling/cluster-autoscaler/options.ts';
import { priceScore } from '../../../src/autoscaling/cluster-autoscaler/price.ts';
import { group, pods } from './cluster-fixture.ts';

const pending = pods(8, 1000, 2);
const small: ExpansionOption = {
  nodeGroup: group('small', 2, 8, { pricePerHourUsd: 0.1 }),
  nodeCount: 4,
  pods: pending,
};
const large: ExpansionOption = {
  nodeGroup: group('large', 16, 64, { pricePerHourUsd: 0.6 }),
  nodeCount: 1,
  pods: pending,
};
const partial: ExpansionOption = {
  nodeGroup: group('partial', 4, 16, { pricePerHourUsd: 0.2 }),
  nodeCount: 1,
  pods: pending.slice(0, 4),
};
const pricing = { cpuCoreHourUsd: 0.03, memoryGibHourUsd: 0.004 };

function choose(expanders: readonly ExpanderName[], random = 0, options = [small, large, partial]) {
  return chooseOption(options, expanders, { random: () => random, nodeCount: 5, pricing })?.nodeGroup.id;
}

describe('waste', () => {
  it('is the unused share of cpu plus that of memory', () => {
    // small: 8 of 8 cores, 16 of 32 GiB. large: 8 of 16 cores, 16 of 64 GiB.
    expect(wasteOf(small)).toBeCloseTo(0 + 0.5, 12);
    expect(wasteOf(large)).toBeCloseTo(0.5 + 0.75, 12);
  });
});

describe('the expander', () => {
  it.each<[ExpanderName, number, string]>([
    ['least-waste', 0, 'small'],
    ['most-pods', 0, 'small'],
    ['least-nodes', 0, 'large'],
    ['random', 0, 'small'],
    ['random', 0.5, 'large'],
    ['random', 0.99, 'partial'],
  ])('%s (chance %d) picks %s', (expander, random, picked) => {
    expect(choose([expander], random)).toBe(picked);
  });

  it('filters one after the other', () => {
    expect(choose(['most-pods', 'least-nodes'])).toBe('large');
    expect(choose(['least-nodes', 'most-pods'])).toBe('large');
    expect(choose(['least-nodes', 'least-waste'])).toBe('partial');
  });

  it('leaves ties to chance', () => {
    expect([0, 0.49, 0.5, 0.99].map((random) => choose(['most-pods'], random))).toEqual([
      'small',
      'small',
      'large',
      'large',
    ]);
  });

  it('has nothing to pick from nothing', () => {
    expect(choose(['least-waste'], 0, [])).toBeUndefined();
  });
});

describe('the price expander', () => {
  it('scores dollars of nodes per dollar of pods, times unfitness', () => {
    // Pods: 8 * (0.03 + 2 * 0.004) = 0.304; stabilization 0.015 + 500/1024 * 0.004 = 0.016953125. A cluster of five prefers
    // 2 cores: small fits exactly; large is eight times that, and one node suppresses nothing.
    const stabilization = 0.016953125;
    expect(priceScore(small, 5, pricing)).toBeCloseTo((0.4 + stabilization) / (0.304 + stabilization), 12);
    expect(priceScore(large, 5, pricing)).toBeCloseTo((8 * (0.6 + stabilization)) / (0.304 + stabilization), 12);
    expect(choose(['price'])).toBe('small');
  });

  it('minds the size less the more nodes are added', () => {
    const many = { ...large, nodeCount: 100, pods: pods(800, 1000, 2) };
    const one = priceScore(large, 5, pricing) ?? 0;
    expect(priceScore(many, 5, pricing)).toBeLessThan(one / 4);
  });

  it('passes over groups without a price', () => {
    const { pricePerHourUsd: _unknown, ...nodeGroup } = small.nodeGroup;
    expect(choose(['price'], 0, [{ ...small, nodeGroup }])).toBeUndefined();
    expect(choose(['price'], 0, [{ ...small, nodeGroup }, large])).toBe('large');
  });
});
