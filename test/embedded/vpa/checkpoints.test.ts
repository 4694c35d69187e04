import { describe, expect, test } from 'vitest';
import type { VerticalPodAutoscalerCheckpoint } from '../../../src/autoscaling/vpa/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { deployment, namespace } from '../kernel/objects.ts';
import { type RunningVpa, runningVpa, vpa } from './vpa-fixture.ts';

const type = resources.verticalPodAutoscalerCheckpoints;

function checkpoints(cluster: RunningVpa): readonly VerticalPodAutoscalerCheckpoint[] {
  return cluster.store.list<VerticalPodAutoscalerCheckpoint>(type, namespace);
}

describe('checkpoints', () => {
  test('hold what is known of each container, and go with the VPA', async () => {
    const cluster = runningVpa([deployment(2), vpa({ updateMode: 'Off' })]);
    await cluster.pass(181);
    expect(checkpoints(cluster)).toMatchObject([
      {
        metadata: { name: 'web-web' },
        spec: { vpaObjectName: 'web', containerName: 'web' },
        status: { version: 'v3', totalSamplesCount: 6, lastUpdateTime: '2025-10-01T09:03:00Z' },
      },
    ]);
    cluster.api.delete({ ...vpa(), name: 'web', namespace });
    await cluster.pass(60);
    expect(checkpoints(cluster)).toEqual([]);
  });

  test('give a new cluster the history of an old one', async () => {
    const old = runningVpa([deployment(2), vpa({ updateMode: 'Off' })]);
    old.programs.cores = 0.9;
    await old.pass(24 * 3600);
    const kept = checkpoints(old).map(({ apiVersion, kind, spec, status }) => ({
      apiVersion,
      kind,
      metadata: { name: 'web-web', namespace },
      spec,
      status,
    }));
    const next = runningVpa([deployment(2), vpa({ updateMode: 'Off' }), ...kept], { startAt: old.clock.now() });
    await next.pass(61);
    const target = next.vpa().status?.recommendation?.containerRecommendations?.[0]?.target.cpu;
    expect(target).toBe(old.vpa().status?.recommendation?.containerRecommendations?.[0]?.target.cpu);
  });

  test('of another version are passed over', async () => {
    const strange = {
      apiVersion: type.apiVersion,
      kind: type.kind,
      metadata: { name: 'web-web', namespace },
      spec: { vpaObjectName: 'web', containerName: 'web' },
      status: { version: 'v1' },
    };
    const cluster = runningVpa([deployment(2), vpa({ updateMode: 'Off' }), strange]);
    await cluster.pass(120);
    expect(checkpoints(cluster)[0]?.status?.version).toBe('v3');
  });

  test('are not written for VPAs that ask another recommender', async () => {
    const cluster = runningVpa([deployment(2), vpa({ updateMode: 'Off' }, { recommenders: [{ name: 'frugal' }] })]);
    await cluster.pass(300);
    expect(checkpoints(cluster)).toEqual([]);
    expect(cluster.vpa().status).toBeUndefined();
  });
});
