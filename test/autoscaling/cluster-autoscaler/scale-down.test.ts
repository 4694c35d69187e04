import { describe, expect, it } from 'vitest';
import { initialMemory } from '../../../src/autoscaling/cluster-autoscaler/memory.ts';
import type { ClusterState, SimulatedPod } from '../../../src/autoscaling/cluster-autoscaler/model.ts';
import { type AutoscalerOptions, defaultOptions } from '../../../src/autoscaling/cluster-autoscaler/options.ts';
import { decideScaleDown, type ScaleDownInput } from '../../../src/autoscaling/cluster-autoscaler/scale-down.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { cluster, group, minuteMs, node, now, pod } from './cluster-fixture.ts';

const busy = [1, 2, 3].map((i) => pod(`busy-${i}`, 1000, 1, { nodeName: 'n1' }));

function twoNodes(onSecond: readonly SimulatedPod[], parts: Partial<ClusterState> = {}): ClusterState {
  return cluster({
    nodeGroups: [group('pool', 4, 16, { targetSize: 2 })],
    nodes: [node('n1', 4, 16), node('n2', 4, 16)],
    scheduledPods: [...busy, ...onSecond],
    ...parts,
  });
}

function decide(state: ClusterState, overrides: Partial<ScaleDownInput> & { flags?: Partial<AutoscalerOptions> } = {}) {
  const { flags, ...input } = overrides;
  const options = { ...defaultOptions, ...flags };
  return decideScaleDown({ cluster: state, memory: initialMemory(now), options, now, ...input });
}

function second(state: ClusterState, overrides: Parameters<typeof decide>[1] = {}) {
  return decide(state, overrides).nodes.find((one) => one.node === 'n2');
}

const on2 = (name: string, cpu: number, overrides: Partial<SimulatedPod> = {}) =>
  pod(name, cpu, 1, { nodeName: 'n2', ...overrides });

/** A memory in which n2 was found unneeded so many minutes ago. */
function unneededFor(minutes: number, nodeName = 'n2') {
  return { ...initialMemory(now), unneededSince: new Map([[nodeName, plusMs(now, -minutes * minuteMs)]]) };
}

describe('a node is unneeded', () => {
  it('when exactly half of it is requested and its pods have room elsewhere', () => {
    const state = twoNodes([on2('a', 1000), on2('b', 1000)], {
      nodes: [node('n1', 5, 16), node('n2', 4, 16)],
    });
    const found = second(state);
    expect(found?.utilization).toMatchObject({ cpu: 0.5, highest: 0.5, resource: 'cpu' });
    expect(found?.unneededSince).toBe(now);
  });

  it('from the first loop that finds it so', () => {
    const found = second(twoNodes([on2('a', 500)]));
    expect(found).toMatchObject({
      unneededSince: now,
      stays: { because: 'NotUnneededLongEnough', until: plusMs(now, 10 * minuteMs) },
    });
  });

  it('with its earlier time when it was before', () => {
    expect(second(twoNodes([]), { memory: unneededFor(7) })?.unneededSince).toBe(plusMs(now, -7 * minuteMs));
  });
});

describe('a node is needed', () => {
  it.each<[string, ClusterState, object]>([
    ['above half', twoNodes([on2('a', 2001)]), { because: 'NotUnderutilized' }],
    ['by memory as well', twoNodes([pod('m', 10, 8.1, { nodeName: 'n2' })]), { because: 'NotUnderutilized' }],
    [
      'when its pods have no other place',
      twoNodes([on2('a', 1001)]),
      { because: 'NoPlaceToMovePods', pod: { name: 'a' } },
    ],
    [
      'with the annotation that disables scale-down',
      twoNodes([], {
        nodes: [
          node('n1', 4, 16),
          node('n2', 4, 16, { annotations: { 'cluster-autoscaler.kubernetes.io/scale-down-disabled': 'true' } }),
        ],
      }),
      { because: 'ScaleDownDisabledAnnotation' },
    ],
    [
      'outside the groups',
      twoNodes([], { nodes: [node('n1', 4, 16), node('n2', 4, 16, { nodeGroup: 'unknown' })] }),
      { because: 'NotAutoscaled' },
    ],
    [
      'in a group at its minimum',
      twoNodes([], { nodeGroups: [group('pool', 4, 16, { targetSize: 2, minSize: 2 })] }),
      { because: 'NodeGroupMinSizeReached' },
    ],
    [
      'while it is being deleted',
      twoNodes([], { deletions: [{ node: 'n2', drain: false }] }),
      { because: 'CurrentlyBeingDeleted' },
    ],
  ])('%s', (_when, state, stays) => {
    const found = second(state, { memory: unneededFor(60) });
    expect(found?.stays).toMatchObject(stays);
    expect(found?.unneededSince).toBeUndefined();
  });

  it('and loses its time in the one loop that finds it so', () => {
    const { memory } = decide(twoNodes([on2('a', 2001)]), { memory: unneededFor(9) });
    expect(second(twoNodes([]), { memory })?.unneededSince).toBe(now);
  });

  it('for five minutes after its pods found no place', () => {
    const { memory } = decide(twoNodes([on2('a', 1001)]));
    const later = (minutes: number) => second(twoNodes([]), { memory, now: plusMs(now, minutes * minuteMs) });
    expect(later(4)?.stays).toEqual({ because: 'RecentlyUnremovable', until: plusMs(now, 5 * minuteMs) });
    expect(later(5)?.unneededSince).toBe(plusMs(now, 5 * minuteMs));
  });
});

describe('pods that hold their node', () => {
  const { controller: _owner, ...bare } = on2('bare', 100);
  const budget = { namespace: 'default', selects: () => true };

  it.each<[string, SimulatedPod, Partial<ClusterState>, string]>([
    ['have no owner', bare, {}, 'NotReplicated'],
    [
      'say so',
      on2('p', 100, { annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } }),
      {},
      'NotSafeToEvictAnnotation',
    ],
    ['keep local data', on2('p', 100, { usesLocalStorage: true }), {}, 'LocalStorageRequested'],
    ['belong to the system', on2('p', 100, { namespace: 'kube-system' }), {}, 'UnmovableKubeSystemPod'],
    [
      'have a disruption budget that is used up',
      on2('p', 100),
      { disruptionBudgets: [{ ...budget, disruptionsAllowed: 0 }] },
      'NotEnoughPdb',
    ],
  ])('%s', (_what, blocking, parts, reason) => {
    expect(second(twoNodes([blocking], parts))?.stays).toMatchObject({
      because: 'BlockedByPod',
      pod: { name: blocking.name },
      blocking: reason,
    });
  });

  it('do not when they say that they are safe to evict', () => {
    const annotations = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' };
    expect(second(twoNodes([{ ...bare, annotations }]))?.unneededSince).toBe(now);
  });

  it('do not belong to a DaemonSet or a static pod', () => {
    const daemon = on2('agent', 1000, { controller: { kind: 'DaemonSet', uid: 'agent' } });
    const mirror = { ...bare, annotations: { 'kubernetes.io/config.mirror': 'x' } };
    const decision = decide(twoNodes([daemon, mirror]), { memory: unneededFor(11) });
    expect(decision.deletions).toEqual([{ node: 'n2', nodeGroup: 'pool', podsToMove: [] }]);
  });

  it('are counted by budget over all nodes that go in one loop', () => {
    const nodes = ['n1', 'n2', 'n3'].map((name) => node(name, 4, 16));
    const scheduledPods = [...busy, on2('a', 100), pod('b', 100, 1, { nodeName: 'n3' })];
    const nodeGroups = [group('pool', 4, 16, { targetSize: 3 })];
    const disruptionBudgets = [{ ...budget, disruptionsAllowed: 1 }];
    const decision = decide(cluster({ nodes, scheduledPods, nodeGroups, disruptionBudgets }));
    expect(decision.nodes.map(({ stays }) => stays?.because)).toEqual([
      'NotUnderutilized',
      'NotUnneededLongEnough',
      'BlockedByPod',
    ]);
  });
});

describe('an unneeded node is removed', () => {
  it('when it was unneeded for strictly more than ten minutes', () => {
    expect(decide(twoNodes([]), { memory: unneededFor(10) }).deletions).toEqual([]);
    const memory = { ...unneededFor(10), unneededSince: new Map([['n2', plusMs(now, -10 * minuteMs - 1)]]) };
    const decision = decide(twoNodes([]), { memory });
    expect(decision.deletions).toEqual([{ node: 'n2', nodeGroup: 'pool', podsToMove: [] }]);
    expect(decision.nodes[1]?.stays).toBeUndefined();
    expect(decision.memory.lastScaleDownDeleteAt).toBe(now);
  });

  it('after twenty minutes when it is not ready', () => {
    const broken = [node('n1', 4, 16), node('n2', 4, 16, { ready: false })];
    expect(decide(twoNodes([], { nodes: broken }), { memory: unneededFor(15) }).nodes[1]?.stays?.because).toBe(
      'NotUnreadyLongEnough',
    );
    expect(decide(twoNodes([], { nodes: broken }), { memory: unneededFor(21) }).deletions).toHaveLength(1);
  });

  it('not during a cooldown, and its time runs on', () => {
    const cooldown = { because: 'after-add', until: plusMs(now, minuteMs) } as const;
    const decision = decide(twoNodes([]), { memory: unneededFor(30), cooldown });
    expect(decision.deletions).toEqual([]);
    expect(decision.nodes[1]).toMatchObject({
      unneededSince: plusMs(now, -30 * minuteMs),
      stays: { because: 'InCooldown', until: cooldown.until },
    });
  });
});

describe('removals of one loop', () => {
  const names = Array.from({ length: 14 }, (_, i) => `e${i}`);
  const since = new Map([...names, 'd1', 'd2', 'n1'].map((name) => [name, plusMs(now, -11 * minuteMs)]));
  const memory = { ...initialMemory(now), unneededSince: since };
  const drained = ['d1', 'd2'].map((name) => pod(`on-${name}`, 100, 1, { nodeName: name }));
  const empty = names.map((name) => node(name, 4, 16));
  const target = (nodes: number, minSize = 0) => [group('pool', 4, 16, { targetSize: nodes, minSize, maxSize: 99 })];

  it('are at most ten, of these one with pods, empty ones first', () => {
    const nodes = [node('n1', 4, 16), node('d1', 4, 16), node('d2', 4, 16), ...empty.slice(0, 5)];
    const decision = decide(cluster({ nodes, scheduledPods: [...busy, ...drained], nodeGroups: target(8) }), {
      memory,
    });
    expect(decision.deletions.map(({ node: name }) => name)).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'd1']);
    expect(decision.nodes[2]?.stays?.because).toBe('ParallelismLimit');
    const many = decide(
      cluster({ nodes: [node('n1', 4, 16), ...empty], scheduledPods: busy, nodeGroups: target(15) }),
      { memory },
    );
    expect(many.deletions).toHaveLength(10);
  });

  it('count those that are under way', () => {
    const deletions = empty.slice(0, 9).map(({ name }) => ({ node: name, drain: false }));
    const state = cluster({
      nodes: [node('n1', 4, 16), ...empty],
      scheduledPods: busy,
      nodeGroups: target(15),
      deletions,
    });
    expect(decide(state, { memory }).deletions.map(({ node: name }) => name)).toEqual(['e9']);
  });

  it('leave the group its minimum', () => {
    const state = cluster({
      nodes: [node('n1', 4, 16), ...empty.slice(0, 4)],
      scheduledPods: busy,
      nodeGroups: target(5, 3),
    });
    const decision = decide(state, { memory });
    expect(decision.deletions).toHaveLength(2);
    expect(decision.nodes.map(({ stays }) => stays?.because).slice(3)).toEqual([
      'NodeGroupMinSizeReached',
      'NodeGroupMinSizeReached',
    ]);
  });

  it('do not count on the same room twice', () => {
    // n1 has one free core. Each of the two has a pod of one core: only one of them can go.
    const nodes = [node('n1', 4, 16), node('d1', 2, 16), node('d2', 2, 16)];
    const scheduledPods = [...busy, pod('a', 1000, 1, { nodeName: 'd1' }), pod('b', 1000, 1, { nodeName: 'd2' })];
    const decision = decide(cluster({ nodes, scheduledPods, nodeGroups: target(3) }), { memory });
    expect(decision.deletions).toHaveLength(1);
    expect(decision.nodes[2]?.stays?.because).toBe('NoPlaceToMovePods');
  });
});

describe('utilization', () => {
  it('can leave DaemonSet pods out on both sides', () => {
    const daemon = on2('agent', 1000, { controller: { kind: 'DaemonSet', uid: 'agent' } });
    const state = twoNodes([daemon, on2('a', 1500)]);
    expect(second(state)?.utilization.cpu).toBe(0.625);
    expect(second(state, { flags: { ignoreDaemonSetsUtilization: true } })?.utilization.cpu).toBe(0.5);
  });
});
