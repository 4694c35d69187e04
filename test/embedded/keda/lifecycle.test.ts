import { describe, expect, it } from 'vitest';
import { kedaKeys } from '../../../src/autoscaling/keda/settings.ts';
import type { ScaledObject } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import {
  namespace,
  RedisCluster,
  redisTrigger,
  shellJob,
  workerDeployment,
  workerScaledObject,
} from '../redis/redis-cluster.ts';

const slow = { worker: { ioMillisPerMessage: { median: 3_600_000, sigma: 0 }, concurrency: 1 } };

const cluster = (replicas: number, changes: Partial<ScaledObject['spec']>, worker = {}) =>
  new RedisCluster([workerDeployment(replicas), workerScaledObject(changes)], worker);

const redis = (run: RedisCluster, name: string, command: string) =>
  run.apply(shellJob(name, `redis-cli -h redis ${command}`));

const change = ({ kernel }: RedisCluster, alter: (scaledObject: ScaledObject) => ScaledObject) => {
  const found = kernel.store.get<ScaledObject>(resources.scaledObjects, namespace, 'worker');
  if (!found) throw new Error('the ScaledObject is gone');
  kernel.store.update(alter(found));
};

const annotate = (run: RedisCluster, annotations: Readonly<Record<string, string>>) =>
  change(run, (so) => ({ ...so, metadata: { ...so.metadata, annotations } }));

describe('the generated HPA', () => {
  it('is written once, however often the ScaledObject is looked at, and again when its behavior changes', async () => {
    const run = cluster(1, {});
    await run.seconds(10);
    annotate(run, { note: 'first' });
    await run.seconds(60);
    expect(run.hpa?.metadata).toMatchObject({ generation: 1, annotations: { note: 'first' } });
    change(run, (so) => ({ ...so, spec: { ...so.spec, advanced: {} } }));
    await run.seconds(60);
    expect(run.hpa?.metadata.generation).toBe(2);
    expect(run.hpa?.spec.behavior).toBeUndefined();
  });
});

describe('idleReplicaCount', () => {
  it('is where the target rests; activity takes it to the minimum at once', async () => {
    const run = cluster(3, { idleReplicaCount: 0, minReplicaCount: 3, cooldownPeriod: 20 }, slow);
    await run.seconds(20);
    expect(run.replicas).toBe(0);
    redis(run, 'push', 'RPUSH celery a b c d e f');
    await run.seconds(15);
    expect(run.replicas).toBe(3);
    expect(run.events('worker')).toContain(
      'KEDAScaleTargetActivated: Scaled apps/v1.Deployment jobs/worker from 0 to 3, triggered by s0-redis-celery',
    );
    redis(run, 'clear', 'DEL celery');
    await run.seconds(60);
    expect(run.replicas).toBe(0);
  });
});

describe('cooldownPeriod', () => {
  it('is waited for after the last activity, and only before the step to zero', async () => {
    const run = cluster(0, { minReplicaCount: 0, cooldownPeriod: 60 }, slow);
    redis(run, 'push', 'RPUSH celery a b c d e f g h');
    await run.seconds(40);
    expect(run.replicas).toBeGreaterThan(1);
    redis(run, 'clear', 'DEL celery');
    await run.seconds(40);
    expect([run.replicas, run.condition('Active')]).toEqual([1, 'False ScalerCooldown']);
    await run.seconds(40);
    expect([run.replicas, run.condition('Active')]).toEqual([0, 'False ScalerNotActive']);
  });
});

describe('initialCooldownPeriod', () => {
  it('keeps a workload that never was active for a while', async () => {
    const run = cluster(2, { minReplicaCount: 0, initialCooldownPeriod: 60 });
    await run.seconds(55);
    expect(run.replicas).toBeGreaterThan(0);
    await run.seconds(15);
    expect(run.replicas).toBe(0);
  });

  it('is none by default: such a workload goes to zero with the first poll', async () => {
    const run = cluster(2, { minReplicaCount: 0, cooldownPeriod: 300 });
    await run.seconds(1);
    expect(run.replicas).toBe(0);
  });
});

describe('restoreToOriginalReplicaCount', () => {
  it.each([
    [true, 2],
    [false, 5],
  ])('%s leaves the target of a deleted ScaledObject at %d', async (restoreToOriginalReplicaCount, replicas) => {
    const run = cluster(2, { advanced: { restoreToOriginalReplicaCount } }, slow);
    redis(run, 'push', 'RPUSH celery '.concat('x '.repeat(40)));
    await run.seconds(60);
    expect(run.replicas).toBe(5);
    run.kernel.store.remove(resources.scaledObjects, namespace, 'worker');
    await run.seconds(30);
    expect([run.replicas, run.hpa]).toEqual([replicas, undefined]);
  });
});

describe('pause annotations', () => {
  it('paused freezes the count and takes the HPA away', async () => {
    const run = cluster(2, { minReplicaCount: 0 }, slow);
    annotate(run, { [kedaKeys.paused]: 'true' });
    redis(run, 'push', 'RPUSH celery '.concat('x '.repeat(40)));
    await run.seconds(60);
    expect([run.replicas, run.hpa, run.condition('Paused')]).toEqual([2, undefined, 'True ScaledObjectPaused']);
    annotate(run, { [kedaKeys.paused]: 'false' });
    await run.seconds(60);
    expect(run.replicas).toBe(5);
  });

  it('paused-scale-in keeps what there is, and still scales out', async () => {
    const run = cluster(2, { minReplicaCount: 0 }, slow);
    annotate(run, { [kedaKeys.pausedScaleIn]: 'true' });
    await run.seconds(60);
    expect([run.replicas, run.hpa?.spec.behavior?.scaleDown?.selectPolicy]).toEqual([2, 'Disabled']);
    redis(run, 'push', 'RPUSH celery '.concat('x '.repeat(40)));
    await run.seconds(60);
    expect(run.replicas).toBe(5);
    redis(run, 'clear', 'DEL celery');
    await run.seconds(120);
    expect(run.replicas).toBe(5);
  });

  it('paused-scale-out keeps a workload at zero', async () => {
    const run = cluster(0, { minReplicaCount: 0 }, slow);
    annotate(run, { [kedaKeys.pausedScaleOut]: 'true' });
    redis(run, 'push', 'RPUSH celery '.concat('x '.repeat(40)));
    await run.seconds(60);
    expect(run.replicas).toBe(0);
    annotate(run, {});
    await run.seconds(60);
    expect(run.replicas).toBe(5);
  });
});

describe('a fallback', () => {
  const triggers = [{ ...redisTrigger, metadata: { ...redisTrigger.metadata, address: 'redis.gone:6379' } }];

  it.each([
    ['static', 3, 3],
    ['currentReplicas', 3, 2],
    ['currentReplicasIfHigher', 3, 3],
    ['currentReplicasIfHigher', 1, 2],
    ['currentReplicasIfLower', 3, 2],
    ['currentReplicasIfLower', 1, 1],
  ] as const)('%s of %d replicas takes two pods to %d', async (behavior, replicas, expected) => {
    const run = cluster(2, { triggers, fallback: { failureThreshold: 2, replicas, behavior } });
    await run.seconds(90);
    expect(run.replicas).toBe(expected);
    expect(run.condition('Fallback')).toBe('True FallbackExists');
  });

  it('is not there by default: the count stays', async () => {
    const run = cluster(2, { triggers });
    await run.seconds(90);
    expect([run.replicas, run.condition('Ready')]).toEqual([2, 'False TriggerError']);
  });
});

describe('scalingModifiers', () => {
  it('make one metric of several triggers, by their formula', async () => {
    const mail = { ...redisTrigger, name: 'mail', metadata: { ...redisTrigger.metadata, listName: 'mail' } };
    const advanced = { scalingModifiers: { formula: 'jobs + 2 * mail', target: '5', activationTarget: '4' } };
    const run = cluster(0, { triggers: [{ ...redisTrigger, name: 'jobs' }, mail], advanced, minReplicaCount: 0 }, slow);
    redis(run, 'few', 'RPUSH mail a b');
    await run.seconds(20);
    expect([run.externalMetric('composite-metric'), run.replicas]).toEqual(['4', 0]);
    redis(run, 'more', 'RPUSH celery a b c');
    await run.seconds(9);
    expect(run.replicas).toBe(1);
    expect(run.hpa?.spec.metrics).toMatchObject([
      { external: { metric: { name: 'composite-metric' }, target: { type: 'AverageValue', averageValue: '5' } } },
    ]);
  });
});
