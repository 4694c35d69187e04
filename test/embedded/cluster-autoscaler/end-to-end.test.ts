import { describe, expect, it } from 'vitest';
import { nodePricePerHourUsd } from '../../../src/autoscaling/node-price.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import type { EmbeddedModel } from '../../../src/embedded/setup.ts';
import { deployment } from '../kernel/objects.ts';
import { setupOf } from '../kernel/setup.ts';
import { type Autoscaled, autoscaled, small } from './autoscaled.ts';

const asking = (cpu: string, memory = '256Mi') =>
  deployment(1, { container: { resources: { requests: { cpu, memory } } } });

/** Scales out beyond what there is and back again, until the extra nodes are gone. */
async function outAndBack(seed: number): Promise<{ readonly cluster: Autoscaled; readonly path: readonly string[] }> {
  const cluster = autoscaled([asking('500m')], { seed });
  const path: string[] = [];
  const watch = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      await cluster.pass(1);
      const line = `${cluster.nodeNames().join(' ')} | ${cluster.unplaced().length} pending`;
      if (path.at(-1) !== line) path.push(line);
    }
  };
  await watch(20);
  cluster.scale(11);
  await watch(90);
  // Pods of the fullest nodes go first: one node is left empty, one with a single pod.
  cluster.scale(4);
  await watch(25 * 60);
  return { cluster, path };
}

describe('a Deployment scaled beyond what its nodes hold', () => {
  it('waits, gets nodes, runs, and gives the nodes back after it shrinks', async () => {
    const { cluster, path } = await outAndBack(1);
    expect(path).toEqual([
      'small-0 | 0 pending',
      'small-0 | 7 pending',
      'small-0 small-1 small-2 | 7 pending',
      'small-0 small-1 small-2 | 0 pending',
      expect.stringMatching(/^small-\d small-\d \| 0 pending$/),
      expect.stringMatching(/^small-\d \| 0 pending$/),
    ]);
    expect(cluster.deployment().status?.readyReplicas).toBe(4);
  });

  it('tells of it in the words of the scheduler and the autoscaler', async () => {
    const { cluster } = await outAndBack(1);
    expect(cluster.events('Pod')).toContain(
      'FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    );
    const told = cluster.told();
    for (const line of [
      'TriggeredScaleUp Pod: pod triggered scale-up: [{small 1->3 (max: 5)}]',
      'ScaledUpGroup ConfigMap: Scale-up: setting group small size to 3 instead of 1 (max: 5)',
      'ScaledUpGroup ConfigMap: Scale-up: group small size set to 3 instead of 1 (max: 5)',
      'ScaleDown Node: marked the node as toBeDeleted/unschedulable',
      'ScaleDown Pod: deleting pod for node scale down',
      'ScaleDown Node: nodes removed by cluster autoscaler',
    ]) {
      expect(told).toContain(line);
    }
    expect(told.filter((line) => line.endsWith('removed with drain'))).toHaveLength(1);
    expect(told.filter((line) => line.startsWith('ScaleDownEmpty'))).toHaveLength(2);
    expect(told.find((line) => line.includes('removing node'))).toMatch(
      /^ScaleDown ConfigMap: Scale-down: removing node small-\d, utilization: \{0\.25 [\d.]+ 0 0 cpu 0\.25\}, pods to reschedule: web-\w+-\w+$/,
    );
  });

  it('is the same in every run of a seed', async () => {
    const everything = ({ cluster }: { readonly cluster: Autoscaled }) =>
      JSON.stringify(
        [resources.nodes, resources.pods, resources.events, resources.configMaps].map((type) =>
          cluster.store.list(type),
        ),
      );
    const [first, second] = [await outAndBack(7), await outAndBack(7)];
    expect(second.path).toEqual(first.path);
    expect(everything(second)).toBe(everything(first));
  });
});

describe('a new node', () => {
  it('registers not ready, lets no pod in, and is ready when its boot time is over', async () => {
    const cluster = autoscaled([asking('1500m')]);
    await cluster.pass(10);
    cluster.scale(2);
    await cluster.pass(65);
    const [, joining] = cluster.nodes();
    expect(joining?.status?.conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
      status: 'False',
      reason: 'KubeletNotReady',
    });
    expect(joining?.spec?.taints).toMatchObject([{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }]);
    expect(cluster.unplaced()).toHaveLength(1);
    await cluster.pass(10);
    const [, ready] = cluster.nodes();
    expect(ready?.status?.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True');
    expect(ready?.spec?.taints).toBeUndefined();
    expect(ready && nodePricePerHourUsd(ready)).toBe(0.1);
    expect(cluster.unplaced()).toHaveLength(0);
  });
});

describe('of two groups that could help', () => {
  it.each([
    { pods: 'a small one', cpu: '1500m', memory: '2Gi', replicas: 2, group: 'small' },
    { pods: 'one too large for a small node', cpu: '3', memory: '2Gi', replicas: 2, group: 'large' },
    { pods: 'many that fill a large node', cpu: '1300m', memory: '2600Mi', replicas: 13, group: 'large' },
  ])('least-waste takes the one that leaves less unused: $pods', async ({ cpu, memory, replicas, group }) => {
    const cluster = autoscaled([asking(cpu, memory)]);
    await cluster.pass(10);
    cluster.scale(replicas);
    await cluster.pass(80);
    expect(
      new Set(
        cluster
          .nodeNames()
          .slice(1)
          .map((name) => name.replace(/-\d+$/, '')),
      ),
    ).toEqual(new Set([group]));
    expect(cluster.unplaced()).toHaveLength(0);
  });

  it('price takes the cheaper', async () => {
    const nodes = [
      { name: 'base', count: 1, minCount: 1, maxCount: 1, cpu: '2', memory: '4Gi', pricePerHourUsd: 0.1 },
      { name: 'dear', count: 0, minCount: 0, maxCount: 3, cpu: '2', memory: '4Gi', pricePerHourUsd: 0.3 },
      { name: 'cheap', count: 0, minCount: 0, maxCount: 3, cpu: '2', memory: '4Gi', pricePerHourUsd: 0.03 },
    ];
    const cluster = autoscaled([asking('1500m')], { nodes, flags: { expander: 'price' } });
    await cluster.pass(10);
    cluster.scale(3);
    await cluster.pass(80);
    expect(cluster.nodeNames()).toEqual(['base-0', 'cheap-0', 'cheap-1']);
  });
});

it('a cluster has an autoscaler where its model has one, and only there', async () => {
  const statusOf = async (model: Partial<EmbeddedModel>) => {
    const cluster = createEmbeddedCluster(setupOf([], { model: { nodes: [small], ...model } }));
    await cluster.advanceTo(plusMs(cluster.clock.now(), 15_000));
    const found = await cluster.get({
      ...resources.configMaps,
      namespace: 'kube-system',
      name: 'cluster-autoscaler-status',
    });
    await cluster.close();
    return found;
  };
  expect(await statusOf({ clusterAutoscaler: {} })).toBeDefined();
  expect(await statusOf({})).toBeUndefined();
});
