import { describe, expect, it } from 'vitest';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';
import { parseTime } from '../../../src/autoscaling/units.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { writeScale } from '../../../src/embedded/scale/scale-subresource.ts';
import { deployment, hpa, namespace } from './objects.ts';
import { Programs, type Running, running } from './running.ts';

const hpaOf = (kernel: Running, name = 'web') =>
  kernel.store.get<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers, namespace, name);
const condition = (kernel: Running, type: string, name = 'web') =>
  hpaOf(kernel, name)?.status?.conditions?.find((one) => one.type === type);

/** A Deployment of two pods whose use of their 100m requests the test sets. */
function autoscaled(change: Parameters<typeof hpa>[1] = {}, setup: Parameters<typeof running>[1] = {}) {
  const programs = new Programs();
  programs.cores = 0.05;
  return { programs, kernel: running([deployment(2), hpa('web', change)], setup, [programs]) };
}

describe('the HPA controller', () => {
  it('looks at a new HPA fifteen seconds after its creation', async () => {
    const { kernel } = autoscaled();
    await kernel.pass(14.9);
    expect(hpaOf(kernel)?.status).toBeUndefined();
    await kernel.pass(0.2);
    expect(hpaOf(kernel)?.status?.conditions?.map(({ type }) => type)).toEqual(['AbleToScale', 'ScalingActive']);
    expect(kernel.hpaController.decisions().size).toBe(1);
  });

  it('passes fifteen seconds apart and does not hurry when the HPA is edited', async () => {
    const { kernel } = autoscaled();
    const passes = new Set<number>();
    kernel.clock.every(100, () => {
      for (const { at } of kernel.hpaController.decisions().values()) passes.add(at);
    });
    await kernel.pass(50);
    const current = hpaOf(kernel);
    if (current === undefined) throw new Error('no HPA');
    kernel.store.update<HorizontalPodAutoscaler>({ ...current, spec: { ...current.spec, maxReplicas: 8 } });
    await kernel.pass(70);
    const distances = [...passes].slice(1).map((at, index) => at - ([...passes][index] ?? 0));
    expect(distances.length).toBeGreaterThan(5);
    for (const distance of distances) {
      expect(distance).toBeGreaterThanOrEqual(15_000);
      expect(distance).toBeLessThan(15_100);
    }
  });

  it('scales up on what metrics-server says and owns spec.replicas afterwards', async () => {
    const { kernel, programs } = autoscaled();
    await kernel.pass(330);
    expect(kernel.deployment().spec.replicas).toBe(2);
    programs.cores = 0.1;
    await kernel.pass(60);
    expect(kernel.deployment().spec.replicas).toBeGreaterThan(2);
    expect(
      kernel
        .events('HorizontalPodAutoscaler')
        .some((event) =>
          /^SuccessfulRescale: New size: \d+; reason: cpu resource utilization \(percentage of request\) above target$/.test(
            event,
          ),
        ),
    ).toBe(true);
    expect(kernel.deployment().metadata.managedFields?.at(-1)).toMatchObject({
      manager: 'kube-controller-manager',
      operation: 'Update',
      subresource: 'scale',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    });
  });

  it('does not scale down for five minutes after the load has gone', async () => {
    const { kernel, programs } = autoscaled();
    await kernel.pass(330);
    programs.cores = 0.01;
    const idleSince = kernel.clock.now();
    const downs: number[] = [];
    kernel.store.subscribe(resources.deployments, ({ object, previous }) => {
      const [now, before] = [object, previous].map(
        (d) => (d?.spec as { replicas?: number } | undefined)?.replicas ?? 0,
      );
      if ((now ?? 0) < (before ?? 0)) downs.push(kernel.clock.now() - idleSince);
    });
    await kernel.pass(400);
    expect(downs).toHaveLength(1);
    expect(downs[0]).toBeGreaterThanOrEqual(300_000);
    expect(kernel.deployment().spec.replicas).toBe(1);
    expect(parseTime(hpaOf(kernel)?.status?.lastScaleTime)).toBeGreaterThan(idleSince);
  });

  it('says why it cannot work: no such target, no metrics', async () => {
    const missing = running([hpa()]);
    await missing.pass(16);
    expect(condition(missing, 'AbleToScale')).toMatchObject({
      status: 'False',
      reason: 'FailedGetScale',
      message: expect.stringContaining('deployments.apps "web" not found') as string,
    });
    const { kernel } = autoscaled({
      metrics: [
        { type: 'Pods', pods: { metric: { name: 'rate' }, target: { type: 'AverageValue', averageValue: '1' } } },
      ],
    });
    await kernel.pass(16);
    expect(condition(kernel, 'ScalingActive')).toMatchObject({ status: 'False', reason: 'FailedGetPodsMetric' });
  });

  it('leaves a target at zero alone', async () => {
    const { kernel } = autoscaled();
    await kernel.pass(40);
    writeScale(kernel, { kind: 'Deployment', namespace, name: 'web' }, 0, 'kubectl');
    await kernel.pass(60);
    expect(kernel.deployment().spec.replicas).toBe(0);
    expect(condition(kernel, 'ScalingActive')).toMatchObject({ status: 'False', reason: 'ScalingDisabled' });
  });

  it('follows a pods metric that a component provides', async () => {
    const { kernel } = autoscaled({
      metrics: [
        { type: 'Pods', pods: { metric: { name: 'rate' }, target: { type: 'AverageValue', averageValue: '10' } } },
      ],
    });
    kernel.world.metrics.addPodsMetric((_namespace, metric) =>
      metric === 'rate'
        ? kernel.pods().map(({ metadata }) => ({ pod: metadata.name, value: '20', timestamp: '2025-10-01T09:00:00Z' }))
        : undefined,
    );
    await kernel.pass(17);
    expect(kernel.deployment().spec.replicas).toBe(4);
    const [decision] = kernel.hpaController.decisions().values();
    expect(decision).toMatchObject({ current: 2, desired: 4, metrics: [{ usage: '20', proposed: 4 }] });
  });
});

describe('two HPAs on one Deployment', () => {
  const rivals = (profile: 'upstream' | 'gke') => {
    const programs = new Programs();
    programs.cores = 0.05;
    return running([deployment(2), hpa('one'), hpa('two')], { profile }, [programs]);
  };

  it('freeze each other upstream, and the event says so', async () => {
    const kernel = rivals('upstream');
    await kernel.pass(60);
    for (const name of ['one', 'two']) {
      expect(condition(kernel, 'ScalingActive', name)).toMatchObject({ status: 'False', reason: 'AmbiguousSelector' });
    }
    expect(kernel.events('HorizontalPodAutoscaler')).toContain(
      'AmbiguousSelector: pods by selector app=web are controlled by multiple HPAs: [shop/one shop/two]',
    );
  });

  it('both work on GKE', async () => {
    const kernel = rivals('gke');
    await kernel.pass(60);
    for (const name of ['one', 'two']) {
      expect(condition(kernel, 'ScalingActive', name)).toMatchObject({ status: 'True', reason: 'ValidMetricFound' });
    }
  });
});
