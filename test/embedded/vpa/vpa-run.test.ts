import { describe, expect, test } from 'vitest';
import type { UpdateMode } from '../../../src/autoscaling/vpa/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { deleteGracefully } from '../../../src/embedded/store/graceful-deletion.ts';
import { deployment, job, namespace, pod } from '../kernel/objects.ts';
import { type RunningVpa, runningVpa, vpa } from './vpa-fixture.ts';

const limited = { resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '500m', memory: '1Gi' } } };

function withMode(updateMode: UpdateMode, replicas = 4): RunningVpa {
  return runningVpa([deployment(replicas, { container: limited }), vpa({ updateMode })]);
}

function evictions(cluster: RunningVpa): readonly string[] {
  return cluster.events('Pod').filter((event) => event.startsWith('EvictedByVPA'));
}

describe('a Deployment that uses far more than it requests', () => {
  test('keeps its pods in mode Off, and new ones are as they were', async () => {
    const cluster = withMode('Off');
    await cluster.pass(60);
    const before = cluster.cpuRequests();
    await cluster.pass(600);
    expect(cluster.vpa().status?.recommendation?.containerRecommendations).toHaveLength(1);
    expect(cluster.cpuRequests()).toEqual(before);
    cluster.store.create(pod('extra'));
    expect(cluster.pod('extra')?.metadata.annotations).toBeUndefined();
  });

  test('gets new requests for new pods only in mode Initial', async () => {
    const cluster = withMode('Initial');
    await cluster.pass(60);
    const [first = ''] = Object.keys(cluster.cpuRequests());
    await cluster.pass(600);
    expect(Object.values(cluster.cpuRequests())).toEqual(['100m', '100m', '100m', '100m']);
    deleteGracefully(cluster.store, cluster.clock, resources.pods, namespace, first);
    await cluster.pass(60);
    expect(Object.values(cluster.cpuRequests())).toEqual(['100m', '100m', '100m', '476m']);
    expect(evictions(cluster)).toEqual([]);
  });

  test.each(['Recreate', 'Auto', 'InPlaceOrRecreate'] as const)('has its pods replaced in mode %s', async (mode) => {
    const cluster = withMode(mode);
    await cluster.pass(60);
    const before = Object.keys(cluster.cpuRequests());
    await cluster.pass(1200);
    const after = cluster.cpuRequests();
    expect(Object.values(after)).toEqual(['476m', '476m', '476m', '476m']);
    expect(Object.keys(after).some((name) => before.includes(name))).toBe(false);
  });

  test('keeps half of its pods while others are replaced', async () => {
    const cluster = withMode('Recreate');
    let fewest = 4;
    cluster.store.subscribe(resources.pods, () => {
      const live = cluster.pods().filter(({ metadata }) => metadata.deletionTimestamp === undefined);
      fewest = Math.min(fewest, live.length);
    });
    await cluster.pass(1);
    fewest = 4;
    await cluster.pass(1200);
    expect(fewest).toBeGreaterThanOrEqual(2);
    expect(evictions(cluster).length).toBe(4);
  });

  test('has limits that keep their proportion, and pods that say who changed them', async () => {
    const cluster = withMode('Recreate');
    await cluster.pass(1200);
    const [replaced] = cluster.pods();
    const { limits, requests } = replaced?.spec.containers[0]?.resources ?? {};
    expect(requests?.cpu).toBe('476m');
    expect(limits?.cpu).toBe('2380m');
    expect(replaced?.metadata.annotations).toEqual({
      vpaObservedContainers: 'web',
      vpaUpdates: 'Pod resources updated by web: container 0: cpu request, memory request, cpu limit, memory limit',
    });
  });

  test('tells of an eviction on the pod and on the VPA', async () => {
    const cluster = withMode('Recreate');
    await cluster.pass(200);
    expect(evictions(cluster)[0]).toBe(
      'EvictedByVPA: Pod was evicted by VPA Updater to apply resource recommendation.',
    );
    expect(cluster.events('VerticalPodAutoscaler')[0]).toMatch(
      /^EvictedPod: VPA Updater evicted Pod web-\S+ to apply resource recommendation\.$/,
    );
  });

  test('of one replica is left alone, unless the VPA says that one is enough', async () => {
    const single = withMode('Recreate', 1);
    await single.pass(900);
    expect(evictions(single)).toEqual([]);
    const bold = runningVpa([deployment(1), vpa({ updateMode: 'Recreate', minReplicas: 1 })]);
    await bold.pass(900);
    expect(Object.values(bold.cpuRequests())).toEqual(['476m']);
  });

  test('gives the same run for the same seed, and another for another', async () => {
    const trace = async (seed: number) => {
      const cluster = runningVpa([deployment(4, { container: limited }), vpa()], { seed });
      await cluster.pass(900);
      return JSON.stringify([...cluster.pods(), cluster.vpa(), cluster.events('Pod')]);
    };
    const first = await trace(7);
    expect(await trace(7)).toBe(first);
    expect(await trace(8)).not.toBe(first);
  });
});

describe('admission', () => {
  test('changes pods of the target alone', async () => {
    const cluster = withMode('Initial');
    await cluster.pass(180);
    const stranger = cluster.store.create(pod('stranger'));
    expect(stranger.metadata.annotations).toBeUndefined();
    expect(stranger.spec.containers[0]?.resources?.requests?.cpu).toBe('100m');
  });

  test('notes the containers it saw even while there is no recommendation', async () => {
    const cluster = withMode('Recreate');
    await cluster.pass(5);
    expect(cluster.pods()[0]?.metadata.annotations).toEqual({ vpaObservedContainers: 'web' });
  });

  test('only requests grow where limits are not controlled, up to the limit', async () => {
    const resourcePolicy = { containerPolicies: [{ containerName: '*', controlledValues: 'RequestsOnly' as const }] };
    const container = { resources: { requests: { cpu: '100m' }, limits: { cpu: '300m' } } };
    const cluster = runningVpa([deployment(2, { container }), vpa({ updateMode: 'Recreate' }, { resourcePolicy })]);
    await cluster.pass(1200);
    for (const { spec } of cluster.pods()) {
      expect(spec.containers[0]?.resources).toMatchObject({ requests: { cpu: '300m' }, limits: { cpu: '300m' } });
    }
  });

  test('reaches the pods of a Job', async () => {
    const targetRef = { apiVersion: 'batch/v1', kind: 'Job', name: 'load' };
    const cluster = runningVpa([job(), vpa({ updateMode: 'Initial' }, { targetRef })]);
    await cluster.pass(180);
    const [running] = cluster.pods();
    deleteGracefully(cluster.store, cluster.clock, resources.pods, namespace, running?.metadata.name ?? '');
    await cluster.pass(60);
    expect(Object.values(cluster.cpuRequests())).toContain('476m');
  });
});
