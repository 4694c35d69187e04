import { describe, expect, test } from 'vitest';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';
import { hpaAndVpa } from '../../../src/autoscaling/referee/rules/hpa-and-vpa.ts';
import type { UpdateMode } from '../../../src/autoscaling/vpa/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { isReady } from '../../../src/embedded/controller/pod-state.ts';
import { deployment, hpa, namespace } from '../kernel/objects.ts';
import { type RunningVpa, runningVpa, vpa } from './vpa-fixture.ts';

/** An HPA at 80 % of the cpu request and a VPA on the same Deployment, under a load of 1.2 cores that the ready pods share. */
function both(updateMode: UpdateMode): RunningVpa {
  const metrics: HorizontalPodAutoscaler['spec']['metrics'] = [
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
  ];
  const cluster = runningVpa([
    deployment(2),
    hpa('web', { minReplicas: 2, maxReplicas: 6, metrics }),
    vpa({ updateMode }),
  ]);
  cluster.clock.every(1000, () => {
    cluster.programs.cores = 1.2 / Math.max(1, cluster.pods().filter(isReady).length);
  });
  return cluster;
}

function findings(cluster: RunningVpa) {
  return hpaAndVpa({
    now: cluster.clock.now(),
    namespace,
    hpas: cluster.store.list<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers, namespace),
    scaledObjects: [],
    vpas: [cluster.vpa()],
    workloads: [cluster.deployment()],
    pods: cluster.pods(),
    events: [],
    replicaPaths: new Map(),
    explanations: new Map(),
    refusals: [],
  });
}

describe('an HPA and a VPA on the cpu of one Deployment', () => {
  test('keep out of each other’s way while the VPA only recommends', async () => {
    const cluster = both('Off');
    await cluster.pass(1800);
    expect(cluster.deployment().spec.replicas).toBe(6);
    expect(findings(cluster)).toEqual([]);
  });

  test('turn a change of requests into a change of replicas, with the load as it was', async () => {
    const cluster = both('Recreate');
    await cluster.pass(70);
    expect(findings(cluster)).toMatchObject([{ id: 'hpa-and-vpa', severity: 'conflict' }]);
    let most = 0;
    cluster.clock.every(1000, () => {
      most = Math.max(most, cluster.deployment().spec.replicas ?? 0);
    });
    await cluster.pass(1730);
    expect(most).toBe(6);
    expect(new Set(Object.values(cluster.cpuRequests()))).not.toContain('100m');
    expect(cluster.deployment().spec.replicas).toBeLessThan(6);
  });
});
