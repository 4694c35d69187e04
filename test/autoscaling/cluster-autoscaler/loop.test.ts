import { describe, expect, it } from 'vitest';
import { failedScaleUpEvent, removedNodeEvents } from '../../../src/autoscaling/cluster-autoscaler/events.ts';
import { type LoopDecision, runLoop } from '../../../src/autoscaling/cluster-autoscaler/loop.ts';
import { initialMemory } from '../../../src/autoscaling/cluster-autoscaler/memory.ts';
import type { ClusterState } from '../../../src/autoscaling/cluster-autoscaler/model.ts';
import { defaultOptions } from '../../../src/autoscaling/cluster-autoscaler/options.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { cluster, group, minuteMs, node, now, pod, pods } from './cluster-fixture.ts';

const options = defaultOptions;
const random = () => 0;
const pool = group('pool', 4, 16, { targetSize: 1, minSize: 1 });
const busy = pods(4, 1000, 1, { nodeName: 'n1' });
const quiet = cluster({ nodeGroups: [pool], nodes: [node('n1', 4, 16)], scheduledPods: busy });

function run(state: ClusterState, memory = initialMemory(now), at = now): LoopDecision {
  return runLoop({ cluster: state, memory, options, now: at, random });
}

describe('a burst and its end', () => {
  const burst = pods(5, 1000, 1).map((one, i) => ({ ...one, name: `burst-${i}` }));
  const grow = run({ ...quiet, unschedulablePods: burst });

  it('first adds two nodes for five pods, and looks again at once', () => {
    expect(grow.scaleUp).toMatchObject({ outcome: 'scale-up', fromSize: 1, toSize: 3 });
    expect(grow.again).toBe(true);
    expect(grow.memory.lastScaleUpAt).toBe(now);
    expect(grow.scaleDown?.cooldown).toEqual({ because: 'after-add', until: plusMs(now, 10 * minuteMs) });
  });

  const grownPool = [{ ...pool, targetSize: 3 }];
  const upcoming = ['n2', 'n3'].map((name) => ({ name, nodeGroup: 'pool', requestedAt: now }));

  it('then adds none for the same pods while the nodes come up', () => {
    const waiting = run({ ...quiet, nodeGroups: grownPool, upcoming, unschedulablePods: burst }, grow.memory);
    expect(waiting.scaleUp).toEqual({ outcome: 'not-needed' });
    expect(waiting.again).toBe(false);
  });

  it('then removes the nodes ten minutes after they fall idle, in the first loop past that', () => {
    const idleAt = plusMs(now, 5 * minuteMs);
    const nodes = ['n1', 'n2', 'n3'].map((name) => node(name, 4, 16));
    const idle: ClusterState = { ...quiet, nodeGroups: grownPool, nodes };
    let { memory } = grow;
    const deletions: [number, readonly string[]][] = [];
    for (let second = 0; second <= 15 * 60 && deletions.length === 0; second += 10) {
      const decision = run(idle, memory, plusMs(idleAt, second * 1000));
      memory = decision.memory;
      const names = decision.scaleDown?.deletions.map((one) => one.node) ?? [];
      if (names.length > 0) deletions.push([second, names]);
      if (names.length > 0) {
        expect(decision.events.map(({ reason, message }) => `${reason}: ${message}`)).toEqual([
          'ScaleDown: marked the node as toBeDeleted/unschedulable',
          'ScaleDownEmpty: Scale-down: removing empty node "n2"',
          'ScaleDown: marked the node as toBeDeleted/unschedulable',
          'ScaleDownEmpty: Scale-down: removing empty node "n3"',
        ]);
      }
    }
    expect(deletions).toEqual([[610, ['n2', 'n3']]]);
  });

  it('gives up nodes that do not come in 15 minutes, backs the group off, and says so', () => {
    const late = plusMs(now, 15 * minuteMs + 1);
    const state = { ...quiet, nodeGroups: grownPool, upcoming, unschedulablePods: burst };
    const decision = run(state, grow.memory, late);
    expect(decision.overdue.map(({ name }) => name)).toEqual(['n2', 'n3']);
    expect(decision.memory.backoffs.get('pool')?.until).toBe(plusMs(late, 5 * minuteMs));
    expect(decision.events.slice(0, 3).map(({ message }) => message)).toEqual([
      'Removed unregistered node n2',
      'Removed unregistered node n3',
      "pod didn't trigger scale-up: 1 in backoff after failed scale-up",
    ]);
    const again = { ...state, nodeGroups: [pool], upcoming: [] };
    expect(run(again, decision.memory, plusMs(late, 5 * minuteMs)).scaleUp?.outcome).toBe('scale-up');
  });
});

describe('a loop', () => {
  const two = { ...quiet, nodeGroups: [{ ...pool, targetSize: 2 }], nodes: [node('n1', 4, 16), node('n2', 4, 16)] };
  const due = { ...initialMemory(now), unneededSince: new Map([['n2', plusMs(now, -11 * minuteMs)]]) };

  it('removes a node that is due', () => {
    expect(run(two, due).scaleDown?.deletions).toHaveLength(1);
  });

  it('does not remove the node that a pending pod is about to get', () => {
    const pending = [pod('p', 3000, 1)];
    const decision = run({ ...two, unschedulablePods: pending }, due);
    expect(decision.scaleUp).toEqual({ outcome: 'not-needed' });
    expect(decision.scaleDown?.nodes[1]?.stays?.because).toBe('NotUnderutilized');
  });

  it('does not remove nodes while it waits for more pods, and their timers run on', () => {
    const fresh = [pod('p', 9000, 1, { createdAt: now })];
    const decision = run({ ...two, unschedulablePods: fresh }, due);
    expect(decision.scaleUp?.outcome).toBe('waiting');
    expect(decision.scaleDown?.cooldown?.because).toBe('new-pods');
    expect(decision.memory.unneededSince).toEqual(due.unneededSince);
  });

  it('does nothing and forgets its timers when too many nodes are unready', () => {
    const broken = ['a', 'b', 'c', 'd'].map((name) => node(name, 4, 16, { ready: false }));
    const decision = run({ ...two, nodes: [...two.nodes, ...broken] }, due);
    expect(decision.health).toEqual({ total: 6, unready: 4, healthy: false });
    expect(decision.scaleUp).toBeUndefined();
    expect(decision.scaleDown).toBeUndefined();
    expect(decision.events.map(({ message }) => message)).toEqual(['Cluster is unhealthy']);
    expect(decision.memory.unneededSince.size).toBe(0);
  });

  it('drains one node and tells its pods', () => {
    const scheduledPods = [...busy.slice(0, 3), pod('moves', 500, 1, { nodeName: 'n2' })];
    const decision = run({ ...two, scheduledPods }, due);
    expect(decision.events.map(({ about, message }) => [about.kind, message])).toEqual([
      ['Node', 'marked the node as toBeDeleted/unschedulable'],
      [
        'ConfigMap',
        'Scale-down: removing node n2, utilization: {0.125 0.0625 0 0 cpu 0.125}, pods to reschedule: moves',
      ],
      ['Pod', 'deleting pod for node scale down'],
    ]);
  });
});

describe('events of what is carried out later', () => {
  const texts = (events: ReturnType<typeof removedNodeEvents>) =>
    events.map(({ type, reason, message }) => `${type} ${reason}: ${message}`);

  it('tell that a node is gone, with or without a drain', () => {
    const gone = { node: 'n2', nodeGroup: 'pool', podsToMove: [] };
    expect(texts(removedNodeEvents(gone))).toEqual([
      'Normal ScaleDown: nodes removed by cluster autoscaler',
      'Normal ScaleDownEmpty: Scale-down: empty node n2 removed',
    ]);
    expect(texts(removedNodeEvents({ ...gone, podsToMove: busy })).at(-1)).toBe(
      'Normal ScaleDown: Scale-down: node n2 removed with drain',
    );
  });

  it('tell why the cloud refused', () => {
    expect(texts([failedScaleUpEvent('pool', 'out of stock')])).toEqual([
      'Warning FailedToScaleUpGroup: Scale-up failed for group pool: out of stock',
    ]);
  });
});
