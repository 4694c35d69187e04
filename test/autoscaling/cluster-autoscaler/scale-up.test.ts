import { describe, expect, it } from 'vitest';
import { scaleUpEvents } from '../../../src/autoscaling/cluster-autoscaler/events.ts';
import type { NodeGroup, SimulatedPod } from '../../../src/autoscaling/cluster-autoscaler/model.ts';
import { type AutoscalerOptions, defaultOptions } from '../../../src/autoscaling/cluster-autoscaler/options.ts';
import { helpedByExistingNodes } from '../../../src/autoscaling/cluster-autoscaler/pending-pods.ts';
import { decideScaleUp, type ScaleUpInput } from '../../../src/autoscaling/cluster-autoscaler/scale-up.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { cluster, group, minuteMs, node, now, pod, pods } from './cluster-fixture.ts';

const pool = group('pool', 4, 16, { targetSize: 1 });

interface Setting {
  readonly groups?: readonly NodeGroup[];
  readonly options?: Partial<AutoscalerOptions>;
  readonly input?: Partial<ScaleUpInput>;
}

function decide(pending: readonly SimulatedPod[], { groups = [pool], options = {}, input = {} }: Setting = {}) {
  return decideScaleUp({
    cluster: cluster({ nodeGroups: groups, nodes: [node('n1', 4, 16)] }),
    pods: pending,
    backoffs: new Map(),
    options: { ...defaultOptions, ...options },
    now,
    random: () => 0,
    ...input,
  });
}

function messages(decision: ReturnType<typeof decide>) {
  return scaleUpEvents(decision, { ...defaultOptions, maxNodesTotal: 3 }).map(
    ({ reason, message }) => `${reason}: ${message}`,
  );
}

describe('pending pods and existing nodes', () => {
  const nodes = [node('n1', 4, 16)];
  const scheduledPods = [pod('busy', 3000, 1, { nodeName: 'n1' })];
  const one = pod('one', 1000, 1);
  const other = pod('other', 1000, 1, { priority: 10 });

  it('take what room there is, higher priority first', () => {
    const result = helpedByExistingNodes(
      cluster({ nodes, scheduledPods, unschedulablePods: [one, other] }),
      now,
      defaultOptions,
    );
    expect(result.placed).toEqual([{ pod: other, node: 'n1' }]);
    expect(result.unhelped).toEqual([one]);
  });

  it('take room on nodes that were asked for', () => {
    const upcoming = [{ name: 'new-1', nodeGroup: 'pool', requestedAt: now }];
    const state = cluster({ nodeGroups: [pool], upcoming, unschedulablePods: pods(5, 1000, 1) });
    expect(helpedByExistingNodes(state, now, defaultOptions).unhelped).toHaveLength(1);
  });

  it('take room on a node that is starting, not on one that broke or is being deleted', () => {
    const notReady = { ready: false, taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' as const }] };
    const unhelped = (overrides: Parameters<typeof node>[3], deletions = cluster({}).deletions) =>
      helpedByExistingNodes(
        cluster({ nodes: [node('n1', 4, 16, overrides)], deletions, unschedulablePods: [one] }),
        now,
        defaultOptions,
      ).unhelped.length;
    expect(unhelped({ ...notReady, createdAt: plusMs(now, -minuteMs) })).toBe(0);
    expect(unhelped({ ...notReady, createdAt: plusMs(now, -16 * minuteMs) })).toBe(1);
    expect(unhelped({}, [{ node: 'n1', drain: true }])).toBe(1);
  });

  it('are left to the scheduler while younger than the delay for new pods', () => {
    const state = cluster({ unschedulablePods: [pod('new', 1, 1, { createdAt: plusMs(now, -4_000) })] });
    expect(helpedByExistingNodes(state, now, { ...defaultOptions, newPodScaleUpDelayMs: 5_000 }).unhelped).toEqual([]);
    expect(helpedByExistingNodes(state, now, { ...defaultOptions, newPodScaleUpDelayMs: 4_000 }).unhelped).toHaveLength(
      1,
    );
  });
});

describe('a scale-up', () => {
  it('asks one group for as many nodes as the pods need', () => {
    const pending = pods(9, 1000, 1);
    const decision = decide(pending);
    expect(decision).toMatchObject({
      outcome: 'scale-up',
      nodeGroup: 'pool',
      fromSize: 1,
      toSize: 4,
      maxSize: 10,
      pods: pending,
    });
    expect(messages(decision).slice(0, 3)).toEqual([
      'ScaledUpGroup: Scale-up: setting group pool size to 4 instead of 1 (max: 10)',
      'ScaledUpGroup: Scale-up: group pool size set to 4 instead of 1 (max: 10)',
      'TriggeredScaleUp: pod triggered scale-up: [{pool 1->4 (max: 10)}]',
    ]);
    expect(messages(decision)).toHaveLength(11);
  });

  it('is not needed without pods', () => {
    expect(decide([])).toEqual({ outcome: 'not-needed' });
  });

  it('waits one loop while all pods are younger than two seconds', () => {
    const aged = (ageMs: number) => pod(`aged-${ageMs}`, 1000, 1, { createdAt: plusMs(now, -ageMs) });
    expect(decide([aged(1_999), aged(0)]).outcome).toBe('waiting');
    expect(decide([aged(2_000), aged(0)]).outcome).toBe('scale-up');
  });

  it('picks the group that wastes least', () => {
    const huge = group('huge', 64, 256);
    const decision = decide(pods(4, 1000, 4), { groups: [huge, pool] });
    expect(decision).toMatchObject({ nodeGroup: 'pool', toSize: 2 });
  });

  it('stops at the size of the group and helps the pods that fit', () => {
    const decision = decide(pods(20, 1000, 1), { groups: [group('pool', 4, 16, { targetSize: 1, maxSize: 3 })] });
    expect(decision).toMatchObject({
      outcome: 'scale-up',
      toSize: 3,
      pods: { length: 8 },
      cappedByMaxNodesTotal: false,
    });
  });

  it('stops at the most nodes of one scale-up', () => {
    expect(decide(pods(20, 1000, 1), { options: { maxNodesPerScaleUp: 2 } })).toMatchObject({ toSize: 3 });
  });

  it('stops at the most nodes of the cluster, and says so once that is reached', () => {
    expect(decide(pods(20, 1000, 1), { options: { maxNodesTotal: 3 } })).toMatchObject({
      toSize: 3,
      pods: { length: 8 },
    });
    const full = decide(pods(1, 1000, 1), { options: { maxNodesTotal: 1 } });
    expect(full.outcome).toBe('max-nodes-total-reached');
    expect(messages(full)).toEqual([
      "NotTriggerScaleUp: pod didn't trigger scale-up: max total nodes in cluster reached",
    ]);
  });

  it('counts nodes that were asked for towards the most nodes of the cluster', () => {
    const upcoming = [{ name: 'new-1', nodeGroup: 'pool', requestedAt: now }];
    const state = cluster({ nodeGroups: [pool], nodes: [node('n1', 4, 16)], upcoming });
    const decision = decide(pods(1, 1000, 1), { options: { maxNodesTotal: 2 }, input: { cluster: state } });
    expect(decision.outcome).toBe('max-nodes-total-reached');
  });
});

describe('pods that no group can help', () => {
  it('are told what each group lacks, counted', () => {
    const groups = [
      group('full', 64, 256, { targetSize: 5, maxSize: 5 }),
      group('small', 2, 8),
      group('smaller', 1, 16),
      group('sick', 64, 256, { healthy: false }),
    ];
    const decision = decide([pod('big', 3000, 12)], { groups });
    expect(decision.outcome).toBe('no-options');
    expect(messages(decision)).toEqual([
      "NotTriggerScaleUp: pod didn't trigger scale-up: 1 max node group size reached, 1 not ready for scale-up, 2 Insufficient cpu, 1 Insufficient memory",
    ]);
  });

  it('are told of a group that failed lately', () => {
    const backoffs = new Map([['pool', { durationMs: 1, until: plusMs(now, 1), failedAt: now }]]);
    const decision = decide([pod('p', 100, 1)], { input: { backoffs } });
    expect(messages(decision)).toEqual([
      "NotTriggerScaleUp: pod didn't trigger scale-up: 1 in backoff after failed scale-up",
    ]);
    const over = new Map([['pool', { durationMs: 1, until: now, failedAt: now }]]);
    expect(decide([pod('p', 100, 1)], { input: { backoffs: over } }).outcome).toBe('scale-up');
  });

  it('get no event in a loop that grows a group for others', () => {
    const decision = decide([pod('big', 9000, 1), pod('fits', 1000, 1)]);
    expect(decision).toMatchObject({ outcome: 'scale-up', pods: [{ name: 'fits' }] });
    expect(messages(decision).filter((message) => message.startsWith('NotTrigger'))).toEqual([]);
  });
});
