import { describe, expect, test } from 'vitest';
import type { Pod } from '../../../src/autoscaling/objects.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import type { UpdateMode, VerticalPodAutoscaler } from '../../../src/autoscaling/vpa/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { deployment, namespace } from '../kernel/objects.ts';
import { setupOf } from '../kernel/setup.ts';
import { vpa } from './vpa-fixture.ts';

/** A cache that was given 100m and 64Mi, and takes 300m and 500Mi as soon as it serves. */
const model = {
  workloads: [
    {
      namespace,
      deployment: 'web',
      startup: { cpuSeconds: 0.5, threads: 1 },
      idle: { cpuMillicores: 300, memory: '500Mi' },
    },
  ],
};

/** Everything an embedded cluster runs with, seen through the Cluster port after `minutes`. */
async function outcome(updateMode: UpdateMode, minutes: number) {
  const cluster = createEmbeddedCluster(setupOf([deployment(3), vpa({ updateMode })], { model }));
  const births: string[] = [];
  cluster.kernel.store.subscribe(resources.pods, ({ type, object }) => {
    if (type === 'ADDED') births.push(object.metadata.name);
  });
  await cluster.advanceTo(plusMs(cluster.clock.now(), minutes * 60_000));
  const pods = (await cluster.list(resources.pods, { namespace })).items as readonly Pod[];
  const [recommended] = (await cluster.list(resources.verticalPodAutoscalers, { namespace }))
    .items as readonly VerticalPodAutoscaler[];
  const answer = {
    births,
    pods,
    advice: recommended?.status?.recommendation?.containerRecommendations?.[0],
    requests: pods.map(({ spec }) => spec.containers[0]?.resources?.requests?.cpu),
    resourceVersion: cluster.kernel.store.resourceVersion,
  };
  await cluster.close();
  return answer;
}

describe('a cache server on the embedded cluster', () => {
  test('is recommended what it takes after the first minutes', async () => {
    const { advice } = await outcome('Off', 3);
    expect(advice?.containerName).toBe('web');
    expect(Number.parseInt(advice?.target.cpu ?? '', 10)).toBeGreaterThanOrEqual(300);
    expect(Number(advice?.target.memory)).toBeGreaterThan(500 * 1024 ** 2);
  });

  test.each(['Off', 'Initial'] as const)('keeps its pods in mode %s', async (mode) => {
    const { births, requests } = await outcome(mode, 20);
    expect(births).toHaveLength(3);
    expect(requests).toEqual(['100m', '100m', '100m']);
  });

  test('runs with what it takes in mode Recreate, after each pod was replaced once', async () => {
    const { births, requests, advice } = await outcome('Recreate', 20);
    expect(births).toHaveLength(6);
    expect(new Set(requests)).toEqual(new Set([advice?.target.cpu]));
  });

  test('lives the same life twice', async () => {
    const [first, second] = [await outcome('Recreate', 20), await outcome('Recreate', 20)];
    expect(second).toEqual(first);
  });
});
