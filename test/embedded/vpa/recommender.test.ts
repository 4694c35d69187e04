import { describe, expect, test } from 'vitest';
import { resources } from '../../../src/cluster/resources.ts';
import { deployment, job, namespace } from '../kernel/objects.ts';
import { mebibyte, runningVpa, vpa } from './vpa-fixture.ts';

const off = { updateMode: 'Off' } as const;

describe('the recommender', () => {
  test('recommends within minutes what a container uses, with bounds that are still wide', async () => {
    const cluster = runningVpa([deployment(2), vpa(off)]);
    await cluster.pass(59);
    expect(cluster.vpa().status).toBeUndefined();
    await cluster.pass(121);
    const [advice] = cluster.vpa().status?.recommendation?.containerRecommendations ?? [];
    expect(advice).toMatchObject({ containerName: 'web', target: { cpu: '476m' }, uncappedTarget: { cpu: '476m' } });
    expect(Number(advice?.target.memory)).toBeGreaterThan(600 * mebibyte);
    expect(cluster.vpa().status?.conditions).toEqual([
      { type: 'RecommendationProvided', status: 'True', lastTransitionTime: expect.any(String) },
    ]);
  });

  test('knows what pods used before there was a VPA', async () => {
    const cluster = runningVpa([deployment(2)]);
    await cluster.pass(300);
    cluster.api.apply(vpa(off), { fieldManager: 'test' });
    await cluster.pass(60);
    const advice = cluster.vpa().status?.recommendation?.containerRecommendations?.[0];
    expect(advice?.lowerBound.cpu).not.toBe('25m');
  });

  test('stays within what the policy allows, and shows what it would say without', async () => {
    const policy = {
      containerPolicies: [{ containerName: '*', maxAllowed: { cpu: '200m' }, minAllowed: { memory: '2Gi' } }],
    };
    const cluster = runningVpa([deployment(1), vpa(off, { resourcePolicy: policy })]);
    await cluster.pass(120);
    const [advice] = cluster.vpa().status?.recommendation?.containerRecommendations ?? [];
    expect(advice?.target).toEqual({ cpu: '200m', memory: '2Gi' });
    expect(advice?.upperBound.cpu).toBe('200m');
    expect(advice?.uncappedTarget.cpu).toBe('476m');
  });

  test('leaves out resources that are not controlled, and containers with mode Off', async () => {
    const memoryOnly = { containerPolicies: [{ containerName: 'web', controlledResources: ['memory'] }] };
    const nothing = { containerPolicies: [{ containerName: 'web', mode: 'Off' as const }] };
    const cluster = runningVpa([
      deployment(1),
      vpa(off, { resourcePolicy: memoryOnly }),
      { ...vpa(off, { resourcePolicy: nothing }), metadata: { name: 'none', namespace } },
    ]);
    await cluster.pass(120);
    const [advice] = cluster.vpa().status?.recommendation?.containerRecommendations ?? [];
    expect(Object.keys(advice?.target ?? {})).toEqual(['memory']);
    expect(cluster.vpa('none').status).toMatchObject({
      recommendation: {},
      conditions: [{ type: 'RecommendationProvided', status: 'False' }],
    });
  });

  test('says that no pods match', async () => {
    const cluster = runningVpa([deployment(0), vpa(off)]);
    await cluster.pass(60);
    expect(cluster.vpa().status?.conditions).toMatchObject([
      { type: 'NoPodsMatched', status: 'True', reason: 'NoPodsMatched', message: 'No pods match this VPA object' },
      { type: 'RecommendationProvided', status: 'False', reason: 'NoPodsMatched' },
    ]);
  });

  test.each([
    ['Deployment', 'gone', 'Deployment shop/gone does not exist'],
    ['StatefulSet', 'web', 'StatefulSet shop/web does not exist'],
    [
      'Rollout',
      'web',
      'Unhandled targetRef argoproj.io/v1alpha1 / Rollout / web, last error no matches for kind "Rollout" in group "argoproj.io"',
    ],
  ])('says that it cannot read the target %s %s', async (kind, name, reason) => {
    const apiVersion = kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1';
    const cluster = runningVpa([deployment(1), vpa(off, { targetRef: { apiVersion, kind, name } })]);
    await cluster.pass(60);
    expect(cluster.vpa().status?.conditions?.[0]).toMatchObject({
      type: 'ConfigUnsupported',
      status: 'True',
      message: `Cannot read targetRef. Reason: ${reason}`,
    });
  });

  test('wants the Deployment as its target, not the ReplicaSet of one', async () => {
    const cluster = runningVpa([deployment(1)]);
    await cluster.pass(30);
    const [replicaSet] = cluster.replicaSets();
    const targetRef = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet?.metadata.name ?? '' };
    cluster.api.apply(vpa(off, { targetRef }), { fieldManager: 'test' });
    await cluster.pass(60);
    expect(cluster.vpa().status?.conditions?.[0]).toMatchObject({
      type: 'ConfigUnsupported',
      message:
        'The targetRef controller has a parent but it should point to a topmost well-known or scalable controller',
    });
    cluster.api.apply(vpa(off), { fieldManager: 'test', force: true });
    await cluster.pass(60);
    expect(cluster.vpa().status?.conditions?.map(({ type }) => type)).toEqual(['RecommendationProvided']);
  });

  test('works for Jobs', async () => {
    const targetRef = { apiVersion: 'batch/v1', kind: 'Job', name: 'load' };
    const cluster = runningVpa([job(), vpa(off, { targetRef })]);
    await cluster.pass(120);
    expect(cluster.vpa().status?.recommendation?.containerRecommendations?.[0]?.containerName).toBe('load');
  });

  test('asks for a fifth or 100 MiB more after a container was killed for lack of memory', async () => {
    const cluster = runningVpa([deployment(1), vpa(off)]);
    await cluster.pass(120);
    const memory = () => Number(cluster.vpa().status?.recommendation?.containerRecommendations?.[0]?.target.memory);
    const before = memory();
    cluster.programs.hosts[0]?.exited(137, 'OOMKilled');
    await cluster.pass(60);
    expect(cluster.pods()[0]?.status?.containerStatuses?.[0]?.lastState?.terminated?.reason).toBe('OOMKilled');
    const grown = memory();
    expect(grown).toBeGreaterThan(before);
    expect(grown).toBeGreaterThanOrEqual(720 * mebibyte * 1.15);
    // The end of the bucket that the sample falls into, at most.
    expect(grown).toBeLessThan((720 * mebibyte * 1.05 + 1e7) * 1.15);
  });

  test('keeps what it learned while no pod is left', async () => {
    const cluster = runningVpa([deployment(1), vpa(off)]);
    await cluster.pass(120);
    cluster.api.scale({ ...deployment(1), namespace, name: 'web' }, 0, { fieldManager: 'test' });
    await cluster.pass(120);
    expect(cluster.store.list(resources.pods, namespace)).toEqual([]);
    expect(cluster.vpa().status?.conditions?.map(({ type, status }) => [type, status])).toEqual([
      ['NoPodsMatched', 'True'],
      ['RecommendationProvided', 'True'],
    ]);
  });
});
