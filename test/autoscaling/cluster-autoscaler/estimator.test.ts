import { describe, expect, it } from 'vitest';
import { estimateNodes } from '../../../src/autoscaling/cluster-autoscaler/estimator.ts';
import type { SimulatedPod } from '../../../src/autoscaling/cluster-autoscaler/model.ts';
import { groupEquivalentPods } from '../../../src/autoscaling/cluster-autoscaler/pod-groups.ts';
import { group, pod, pods, resources } from './cluster-fixture.ts';

const fourCores = group('pool', 4, 16);

function estimate(pending: readonly SimulatedPod[], nodeGroup = fourCores, maxNewNodes = 100) {
  const { nodeCount, pods: helped } = estimateNodes(groupEquivalentPods(pending), nodeGroup, maxNewNodes);
  return { nodeCount, helped: helped.length };
}

describe('the number of nodes that pending pods need', () => {
  it.each([
    ['8 pods of 1 core fill two nodes of 4', pods(8, 1000, 1), 2],
    ['9 need a third', pods(9, 1000, 1), 3],
    ['memory counts as well: 5 GiB leave room for three a node', pods(9, 100, 5), 3],
    ['pods larger than half a node get one each', pods(3, 2100, 1), 3],
    ['pods without requests share one node', pods(5, 0, 0), 1],
    ['none for none', [], 0],
  ])('%s', (_what, pending, nodeCount) => {
    expect(estimate(pending)).toEqual({ nodeCount, helped: pending.length });
  });

  it('is found largest pods first: 3+1, 3+1 instead of 1+1, 3, 3', () => {
    const pending = [
      pod('small-1', 1000, 1),
      pod('small-2', 1000, 1),
      pod('large-1', 3000, 1),
      pod('large-2', 3000, 1),
    ];
    const ownEach = pending.map((one) => ({ ...one, controller: { kind: 'ReplicaSet', uid: one.name } }));
    expect(estimate(ownEach)).toEqual({ nodeCount: 2, helped: 4 });
  });

  it('puts small pods into the gaps that large ones left on any added node', () => {
    const large = pods(3, 3000, 1, { controller: { kind: 'ReplicaSet', uid: 'large' } });
    const small = pods(3, 1000, 1, { controller: { kind: 'ReplicaSet', uid: 'small' } });
    expect(estimate([...small, ...large])).toEqual({ nodeCount: 3, helped: 6 });
  });

  it('stops at the limit and helps fewer pods', () => {
    expect(estimate(pods(9, 1000, 1), fourCores, 2)).toEqual({ nodeCount: 2, helped: 8 });
  });

  it('takes what DaemonSets need off every node', () => {
    const daemon = pod('agent', 500, 1, { controller: { kind: 'DaemonSet', uid: 'agent' } });
    const withAgent = group('pool', 4, 16, { template: { ...fourCores.template, daemonSetPods: [daemon] } });
    expect(estimate(pods(8, 1000, 1), withAgent)).toEqual({ nodeCount: 3, helped: 8 });
  });

  it('obeys the number of pods a node accepts', () => {
    const allocatable = resources(4, 16, 3);
    const crowded = group('pool', 4, 16, { template: { ...fourCores.template, allocatable } });
    expect(estimate(pods(7, 10, 0), crowded)).toEqual({ nodeCount: 3, helped: 7 });
  });

  it('is zero, and ends, for pods that fit no node', () => {
    expect(estimate(pods(1000, 5000, 1))).toEqual({ nodeCount: 0, helped: 0 });
  });

  it('adds one useless node at most before it gives up on a group of pods', () => {
    const misfits = pods(3, 5000, 1, { controller: { kind: 'ReplicaSet', uid: 'misfit' } });
    const others = pods(4, 1000, 1, { controller: { kind: 'ReplicaSet', uid: 'other' } });
    expect(estimate([...misfits, ...others], fourCores, 1)).toEqual({ nodeCount: 1, helped: 4 });
  });
});

describe('equivalent pods', () => {
  it('share owner, labels and requests', () => {
    const pending = [pod('a', 100, 1), pod('b', 100, 1), pod('c', 200, 1), pod('d', 100, 1, { labels: { app: 'db' } })];
    expect(groupEquivalentPods(pending).map((one) => one.pods.map(({ name }) => name))).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
    ]);
  });

  it('need an owner that is no DaemonSet', () => {
    const { controller: _none, ...bare } = pod('a', 100, 1);
    const daemon = { controller: { kind: 'DaemonSet', uid: 'agent' } };
    expect(groupEquivalentPods([bare, bare, pod('b', 1, 1, daemon), pod('c', 1, 1, daemon)])).toHaveLength(4);
  });

  it('are told apart ten ways for each owner, and then stand alone', () => {
    const kinds = Array.from({ length: 11 }, (_, i) => pod(`kind-${i}`, 100 + i, 1));
    const groups = groupEquivalentPods([...kinds, ...kinds]);
    expect(groups.map((one) => one.pods.length)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1]);
  });
});
