import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { Cloud } from '../../../src/embedded/cluster-autoscaler/cloud.ts';
import type { NodeModel } from '../../../src/embedded/setup.ts';
import { running } from '../kernel/running.ts';
import { small } from './autoscaled.ts';

const fixed: NodeModel = { name: 'fixed', count: 1, cpu: '4', memory: '8Gi' };

function cloudOf(models: readonly NodeModel[], seed = 1) {
  const kernel = running([], { seed, model: { nodes: models } });
  const cloud = new Cloud(kernel.world, models);
  return {
    ...kernel,
    cloud,
    names: () => kernel.store.list<Node>(resources.nodes).map(({ metadata }) => metadata.name),
  };
}

describe('the cloud', () => {
  it('knows which nodes belong to a group that may change, and which do not', () => {
    const { cloud } = cloudOf([fixed, small]);
    expect(cloud.nodeGroups.map(({ id, targetSize }) => [id, targetSize])).toEqual([['small', 1]]);
    expect(['small-0', 'fixed-0', 'other'].map((name) => cloud.groupOf(name))).toEqual(['small', undefined, undefined]);
  });

  it('counts an order as a node of its group from the moment it is given', async () => {
    const { cloud, names, pass } = cloudOf([small]);
    cloud.order('small', 2);
    expect(cloud.nodeGroups[0]?.targetSize).toBe(3);
    expect(cloud.upcoming.map(({ name }) => name)).toEqual(['small-1', 'small-2']);
    await pass(60);
    expect(cloud.upcoming).toEqual([]);
    expect(names()).toEqual(['small-0', 'small-1', 'small-2']);
  });

  it('delivers nothing for an order that was taken back, and never gives a name twice', async () => {
    const { cloud, names, pass } = cloudOf([small]);
    cloud.order('small', 1);
    await pass(10);
    cloud.giveUp('small-1');
    cloud.order('small', 1);
    await pass(120);
    expect(names()).toEqual(['small-0', 'small-2']);
    expect(cloud.nodeGroups[0]?.targetSize).toBe(2);
  });

  it('tells when a machine it terminated is gone, with the Events of those who clean up', async () => {
    const { cloud, names, pass, store } = cloudOf([{ ...small, count: 2 }]);
    let gone = false;
    cloud.terminate('small-1', () => {
      gone = true;
    });
    expect(gone).toBe(false);
    await pass(10);
    expect([gone, names(), cloud.nodeGroups[0]?.targetSize]).toEqual([true, ['small-0'], 1]);
    expect(store.list(resources.events, 'default').map(({ reason }) => reason)).toEqual([
      'DeletingNode',
      'RemovingNode',
    ]);
  });

  it('lets machines boot at their own pace where that varies, the same in every run of a seed', async () => {
    const readyAfter = async (seed: number): Promise<readonly number[]> => {
      const { cloud, pass, store } = cloudOf([{ ...small, bootSeconds: 20, bootJitterSeconds: 30 }], seed);
      cloud.order('small', 3);
      await pass(60);
      const readySince = (node: Node) =>
        node.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? '';
      const since = Date.parse('2025-10-01T09:00:00Z');
      return store
        .list<Node>(resources.nodes)
        .slice(1)
        .map((node) => (Date.parse(readySince(node)) - since) / 1000);
    };
    const seconds = await readyAfter(1);
    expect(new Set(seconds).size).toBe(3);
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(50);
    expect(await readyAfter(1)).toEqual(seconds);
    expect(await readyAfter(2)).not.toEqual(seconds);
  });
});
