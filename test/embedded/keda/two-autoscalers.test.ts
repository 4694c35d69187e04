import { expect, it } from 'vitest';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import type { EmbeddedModel } from '../../../src/embedded/setup.ts';
import type { ControllerProfile } from '../../../src/embedded/world.ts';
import {
  benchJob,
  burst6000,
  MemeCluster,
  memeBackend,
  memeModel,
  memeScaledObject,
  namespace,
} from '../workload/meme-cluster.ts';

const manual: HorizontalPodAutoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'manual', namespace },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'meme-backend' },
    minReplicas: 1,
    maxReplicas: 10,
    metrics: [
      {
        type: 'Pods',
        pods: { metric: { name: 'memegenerator_pod_cpu_rate' }, target: { type: 'AverageValue', averageValue: '20m' } },
      },
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
    ],
    behavior: {
      scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }] },
      scaleUp: { stabilizationWindowSeconds: 30, policies: [{ type: 'Percent', value: 100, periodSeconds: 60 }] },
    },
  },
};

const lightStart: EmbeddedModel = {
  ...memeModel,
  workloads: memeModel.workloads.map((workload) => ({ ...workload, startup: { cpuSeconds: 0.2, threads: 4 } })),
};

/**
 * Counts changes of direction of spec.replicas over three minutes of the burst. Both autoscalers come together, to a workload that has
 * long started: a recommendation made of a starting pod's CPU, or of pods without metrics, would hold the count for five minutes.
 */
async function fight(profile: ControllerProfile): Promise<{ reversals: number; cluster: MemeCluster }> {
  const cluster = new MemeCluster([memeBackend(1)], { profile, model: lightStart });
  await cluster.seconds(60);
  cluster.apply(memeScaledObject());
  cluster.apply(manual);
  const path = [cluster.replicas];
  cluster.kernel.store.subscribe(resources.deployments, () => {
    if (path.at(-1) !== cluster.replicas) path.push(cluster.replicas);
  });
  cluster.apply(benchJob('burst', ...burst6000));
  await cluster.seconds(180);
  const steps = path.slice(1).map((count, index) => Math.sign(count - (path[index] ?? count)));
  return { reversals: steps.filter((step, index) => index > 0 && step !== steps[index - 1]).length, cluster };
}

it('an HPA on CPU and KEDA’s on lag pull one Deployment to and fro where the controller lets them', async () => {
  const { reversals, cluster } = await fight('gke');
  expect(reversals).toBeGreaterThanOrEqual(3);
  expect(cluster.events('manual').filter((event) => event.startsWith('SuccessfulRescale'))).not.toEqual([]);
  expect(cluster.events('keda-hpa-meme-backend').filter((event) => event.startsWith('SuccessfulRescale'))).not.toEqual(
    [],
  );
});

it('both freeze where the controller checks whose pods they are', async () => {
  const { reversals, cluster } = await fight('upstream');
  expect(reversals).toBe(0);
  expect(cluster.replicas).toBe(1);
  expect(cluster.events('keda-hpa-meme-backend').some((event) => event.startsWith('AmbiguousSelector'))).toBe(true);
});
