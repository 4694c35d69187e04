import { describe, expect, it } from 'vitest';
import { runLoop } from '../../../src/autoscaling/cluster-autoscaler/loop.ts';
import { initialMemory } from '../../../src/autoscaling/cluster-autoscaler/memory.ts';
import type { ClusterState, SimulatedNode } from '../../../src/autoscaling/cluster-autoscaler/model.ts';
import { defaultOptions } from '../../../src/autoscaling/cluster-autoscaler/options.ts';
import { Cloud } from '../../../src/embedded/cluster-autoscaler/cloud.ts';
import { ClusterView } from '../../../src/embedded/cluster-autoscaler/cluster-view.ts';
import { deployment } from '../kernel/objects.ts';
import { autoscaled, small } from './autoscaled.ts';

const nodes = [{ ...small, count: 200, maxCount: 300, cpu: '4', memory: '16Gi' }];
const thousand = deployment(1000, { container: { resources: { requests: { cpu: '500m', memory: '64Mi' } } } });

async function largeCluster() {
  const cluster = autoscaled([thousand], { nodes });
  await cluster.pass(60);
  return cluster;
}

/** The state, with nodes that count how often a pod is held against them. */
function counting(state: ClusterState): { readonly state: ClusterState; readonly checks: () => number } {
  let checks = 0;
  const watched = (node: SimulatedNode): SimulatedNode =>
    Object.defineProperty({ ...node }, 'unschedulable', {
      get: () => {
        checks += 1;
        return false;
      },
    });
  return { state: { ...state, nodes: state.nodes.map(watched) }, checks: () => checks };
}

describe('with 1,000 pods on 200 nodes', () => {
  it('a scan reads only the objects that changed since the last one', async () => {
    const cluster = await largeCluster();
    expect(cluster.deployment().status?.readyReplicas).toBe(1000);
    const view = new ClusterView(cluster.store, new Cloud(cluster.world, nodes));
    const first = view.state([]);
    const [changed] = cluster.pods();
    if (changed)
      cluster.store.update({ ...changed, metadata: { ...changed.metadata, labels: { app: 'web', seen: 'yes' } } });
    const second = view.state([]);
    const known = new Set([...first.scheduledPods, ...first.nodes]);
    expect(second.scheduledPods).toHaveLength(1000);
    expect([...second.scheduledPods, ...second.nodes].filter((one) => !known.has(one))).toHaveLength(1);
  });

  it('scans of a cluster at rest write nothing but the time, once a minute', async () => {
    const cluster = await largeCluster();
    await cluster.pass(30);
    const before = cluster.store.resourceVersion;
    await cluster.pass(600);
    expect(cluster.store.resourceVersion - before).toBe(10);
  });

  it('a loop in which all nodes are needed holds no pod against any node', async () => {
    const cluster = await largeCluster();
    const { state, checks } = counting(new ClusterView(cluster.store, new Cloud(cluster.world, nodes)).state([]));
    const now = cluster.clock.now();
    runLoop({ cluster: state, memory: initialMemory(now), options: defaultOptions, now, random: () => 0 });
    expect(checks()).toBe(0);
  });

  it('a loop with pods that fit nowhere checks one of each kind against a new node, and each once against those there are', async () => {
    const cluster = await largeCluster();
    cluster.scale(1800);
    await cluster.pass(20);
    const full = new ClusterView(cluster.store, new Cloud(cluster.world, nodes)).state([]);
    expect(full.unschedulablePods).toHaveLength(200);
    const { state, checks } = counting(full);
    const now = cluster.clock.now();
    const { scaleUp } = runLoop({
      cluster: state,
      memory: initialMemory(now),
      options: defaultOptions,
      now,
      random: () => 0,
    });
    expect(scaleUp).toMatchObject({ outcome: 'scale-up', nodeGroup: 'small', fromSize: 200, toSize: 225 });
    expect(checks()).toBe(200 * 200);
  });

  it('a loop that finds most nodes unneeded stays within a few checks per pod and node', async () => {
    const cluster = await largeCluster();
    cluster.scale(400);
    await cluster.pass(60);
    const { state, checks } = counting(new ClusterView(cluster.store, new Cloud(cluster.world, nodes)).state([]));
    const now = cluster.clock.now();
    const { scaleDown } = runLoop({
      cluster: state,
      memory: initialMemory(now),
      options: defaultOptions,
      now,
      random: () => 0,
    });
    expect(scaleDown?.nodes.filter(({ unneededSince }) => unneededSince !== undefined).length).toBeGreaterThan(100);
    expect(checks()).toBeLessThan(400 * 200);
  });
});
