import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { deployment, namespace, pod } from '../kernel/objects.ts';
import { autoscaled, small } from './autoscaled.ts';

const asking = (cpu: string) => deployment(1, { container: { resources: { requests: { cpu, memory: '64Mi' } } } });
const quick = { scaleDownUnneededSeconds: 60, scaleDownDelayAfterAddSeconds: 0 };

describe('a group', () => {
  it('does not grow beyond its maximum, and its pods are told', async () => {
    const cluster = autoscaled([asking('1500m')], { nodes: [{ ...small, maxCount: 2 }] });
    await cluster.pass(10);
    cluster.scale(4);
    await cluster.pass(120);
    expect(cluster.nodeNames()).toEqual(['small-0', 'small-1']);
    expect(cluster.unplaced()).toHaveLength(2);
    expect(cluster.told()).toContain(
      "NotTriggerScaleUp Pod: pod didn't trigger scale-up: 1 max node group size reached",
    );
  });

  it('does not grow for a pod that would not fit its nodes', async () => {
    const cluster = autoscaled([asking('3')], { nodes: [small] });
    await cluster.pass(120);
    expect(cluster.nodeNames()).toEqual(['small-0']);
    expect(cluster.told()).toContain("NotTriggerScaleUp Pod: pod didn't trigger scale-up: 1 Insufficient cpu");
  });

  it('does not shrink below its minimum', async () => {
    const cluster = autoscaled([asking('100m')], { nodes: [{ ...small, count: 4, minCount: 2 }], flags: quick });
    await cluster.pass(600);
    expect(cluster.nodeNames()).toHaveLength(2);
  });

  it('without bounds is left alone', async () => {
    const fixed = { name: 'fixed', count: 2, cpu: '2', memory: '4Gi' };
    const cluster = autoscaled([asking('100m')], { nodes: [fixed], flags: quick });
    cluster.scale(40);
    await cluster.pass(300);
    cluster.scale(1);
    await cluster.pass(600);
    expect(cluster.nodeNames()).toEqual(['fixed-0', 'fixed-1']);
  });

  it('whose machines never come is given up after fifteen minutes, and left alone for five', async () => {
    const cluster = autoscaled([asking('1500m')], { nodes: [{ ...small, bootSeconds: 3600 }] });
    await cluster.pass(10);
    cluster.scale(2);
    await cluster.pass(60);
    expect(cluster.status()).toContain('unregistered: 1\n');
    expect(cluster.status()).toContain('status: InProgress');
    await cluster.pass(15 * 60);
    expect(cluster.told()).toContain('DeleteUnregistered ConfigMap: Removed unregistered node small-1');
    expect(cluster.told()).toContain(
      "NotTriggerScaleUp Pod: pod didn't trigger scale-up: 1 in backoff after failed scale-up",
    );
    expect(cluster.status()).toContain('status: Backoff');
  });
});

describe('an unneeded node', () => {
  it('is marked as a candidate, and goes only when its time and the delay after an addition are over', async () => {
    const cluster = autoscaled([asking('1500m')], { nodes: [small] });
    await cluster.pass(10);
    cluster.scale(2);
    await cluster.pass(90);
    cluster.scale(1);
    await cluster.pass(30);
    const candidates = cluster.nodes().filter(({ spec }) => spec?.taints?.[0]?.key.startsWith('DeletionCandidate'));
    expect(candidates).toHaveLength(1);
    expect(cluster.status()).toMatch(/status: CandidatesPresent\n {4}candidates: 1/);
    await cluster.pass(9 * 60);
    expect(cluster.nodeNames()).toHaveLength(2);
    await cluster.pass(90);
    expect(cluster.nodeNames()).toHaveLength(1);
  });

  it('that is needed again keeps its place, and loses the mark', async () => {
    const cluster = autoscaled([asking('1500m')], { nodes: [{ ...small, count: 2 }], flags: quick });
    await cluster.pass(40);
    cluster.scale(2);
    await cluster.pass(300);
    expect(cluster.nodeNames()).toEqual(['small-0', 'small-1']);
    expect(cluster.nodes().flatMap(({ spec }) => spec?.taints ?? [])).toEqual([]);
  });
});

describe('a node stays because of', () => {
  const staying = async (objects: readonly KubernetesObject[]): Promise<readonly string[]> => {
    const cluster = autoscaled(objects, { nodes: [{ ...small, count: 2 }], flags: quick });
    await cluster.pass(300);
    return cluster.nodeNames();
  };
  const owned = (kind: string) => ({
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name: 'owner', uid: 'u', controller: true }],
  });
  const withMetadata = (name: string, metadata: object, spec: object = {}): KubernetesObject => {
    const bare = pod(name, { spec });
    return { ...bare, metadata: { ...bare.metadata, ...metadata } };
  };

  it.each([
    ['a pod that nothing would create again', withMetadata('bare', {})],
    [
      'a pod whose emptyDir would be lost',
      withMetadata('local', owned('ReplicaSet'), { volumes: [{ name: 'cache', emptyDir: {} }] }),
    ],
    [
      'a pod that says it is not safe to evict',
      withMetadata('unsafe', {
        ...owned('ReplicaSet'),
        annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
      }),
    ],
  ])('%s', async (_, blocking) => {
    const bound = { ...blocking, spec: { ...(blocking.spec as object), nodeName: 'small-1' } };
    expect(await staying([bound])).toEqual(['small-1']);
  });

  it('nothing of a DaemonSet or of the kubelet itself', async () => {
    const cluster = autoscaled(
      [
        withMetadata('agent', owned('DaemonSet'), { nodeName: 'small-1' }),
        withMetadata('static', { annotations: { 'kubernetes.io/config.mirror': 'x' } }, { nodeName: 'small-1' }),
        withMetadata('bare', {}, { nodeName: 'small-0' }),
      ],
      { nodes: [{ ...small, count: 2 }], flags: quick },
    );
    await cluster.pass(300);
    expect(cluster.nodeNames()).toEqual(['small-0']);
    expect(cluster.store.list(resources.pods, namespace).map(({ metadata }) => metadata.name)).toEqual(['bare']);
  });
});
