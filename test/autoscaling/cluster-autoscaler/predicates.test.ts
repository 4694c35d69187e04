import { describe, expect, it } from 'vitest';
import { NodeOccupancy } from '../../../src/autoscaling/cluster-autoscaler/occupancy.ts';
import { whyNotSchedulable } from '../../../src/autoscaling/cluster-autoscaler/predicates.ts';
import { node, pod, resources } from './cluster-fixture.ts';

const dedicated = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' } as const;

describe('a pod fits a node', () => {
  it('that has exactly what it requests left', () => {
    const half = new NodeOccupancy(node('n', 4, 16), [pod('other', 2000, 8)]);
    expect(whyNotSchedulable(pod('p', 2000, 8), half)).toEqual([]);
  });

  it('that is overcommitted, when it requests nothing', () => {
    const full = new NodeOccupancy(node('n', 4, 16), [pod('other', 4100, 17)]);
    expect(whyNotSchedulable(pod('p', 0, 0), full)).toEqual([]);
  });

  it.each([
    ['key, value and effect', { key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }],
    ['key and value, equality being the default', { key: 'dedicated', value: 'gpu' }],
    ['key alone with Exists', { key: 'dedicated', operator: 'Exists' }],
    ['Exists without key', { operator: 'Exists' }],
  ] as const)('whose taint it tolerates by %s', (_by, toleration) => {
    const tainted = new NodeOccupancy(node('n', 4, 16, { taints: [dedicated] }));
    expect(whyNotSchedulable(pod('p', 1, 1, { tolerations: [toleration] }), tainted)).toEqual([]);
  });

  it('whose taint only says that it is not preferred', () => {
    const tainted = new NodeOccupancy(node('n', 4, 16, { taints: [{ key: 'busy', effect: 'PreferNoSchedule' }] }));
    expect(whyNotSchedulable(pod('p', 1, 1), tainted)).toEqual([]);
  });
});

describe('a pod does not fit a node', () => {
  it.each([
    [
      'without room, all lacks named',
      { allocatable: resources(1, 1, 0) },
      ['Too many pods', 'Insufficient cpu', 'Insufficient memory'],
    ],
    ['that is cordoned', { unschedulable: true }, ['node(s) were unschedulable']],
    ['with a taint', { taints: [dedicated] }, ['node(s) had untolerated taint(s)']],
    ['without its label', { labels: { disk: 'hdd' } }, ["node(s) didn't match Pod's node affinity/selector"]],
  ])('%s', (_what, overrides, reasons) => {
    const occupancy = new NodeOccupancy(node('n', 4, 16, { labels: { disk: 'ssd' }, ...overrides }));
    expect(whyNotSchedulable(pod('p', 2000, 2, { nodeSelector: { disk: 'ssd' } }), occupancy)).toEqual(reasons);
  });

  it('whose taint it tolerates with another value or effect', () => {
    const tainted = new NodeOccupancy(node('n', 4, 16, { taints: [dedicated] }));
    for (const toleration of [
      { key: 'dedicated', value: 'cpu' },
      { key: 'dedicated', operator: 'Exists', effect: 'NoExecute' },
      { key: 'other', operator: 'Exists' },
    ] as const) {
      expect(whyNotSchedulable(pod('p', 1, 1, { tolerations: [toleration] }), tainted)).toHaveLength(1);
    }
  });
});
