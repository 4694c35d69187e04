import { describe, expect, it } from 'vitest';
import { kedaKeys } from '../../../src/autoscaling/keda/settings.ts';
import type { HorizontalPodAutoscaler, ScaledObject } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import {
  benchJob,
  burst6000,
  MemeCluster,
  memeBackend,
  memeScaledObject,
  namespace,
} from '../workload/meme-cluster.ts';

const hpaOf = ({ kernel }: MemeCluster, name = 'keda-hpa-meme-backend') =>
  kernel.store.get<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers, namespace, name);

const update = ({ kernel, scaledObject }: MemeCluster, change: (so: ScaledObject) => ScaledObject) =>
  kernel.store.update(change(scaledObject));

const annotate = (cluster: MemeCluster, annotations: Record<string, string>) =>
  update(cluster, (so) => ({ ...so, metadata: { ...so.metadata, annotations } }));

const condition = ({ scaledObject }: MemeCluster, type: string) => {
  const found = scaledObject.status?.conditions?.find((each) => each.type === type);
  return found && `${found.status} ${found.reason}`;
};

const externalMetric = ({ kernel }: MemeCluster, metric = 's0-nats-jetstream-MEMES', name = 'meme-backend') =>
  kernel.world.metrics.externalMetric(namespace, metric, { matchLabels: { [kedaKeys.ownerLabel]: name } })[0]?.value;

describe('KEDA’s operator', () => {
  it('generates the HPA, labels the ScaledObject and reports readiness', async () => {
    const cluster = new MemeCluster([memeBackend(1), memeScaledObject()]);
    await cluster.seconds(1);
    expect(hpaOf(cluster)?.spec).toMatchObject({ minReplicas: 1, maxReplicas: 10 });
    expect(cluster.scaledObject.metadata.labels).toEqual({ [kedaKeys.ownerLabel]: 'meme-backend' });
    expect(cluster.scaledObject.status).toMatchObject({
      hpaName: 'keda-hpa-meme-backend',
      externalMetricNames: ['s0-nats-jetstream-MEMES'],
      originalReplicaCount: 1,
      health: { 's0-nats-jetstream-MEMES': { numberOfFailures: 0, status: 'Happy' } },
    });
    expect(condition(cluster, 'Ready')).toBe('True ScaledObjectReady');
    expect(condition(cluster, 'Active')).toBe('False ScalerNotActive');
    expect(cluster.events('meme-backend')).toEqual(
      expect.arrayContaining([
        'KEDAScalersStarted: Scaler nats-jetstream is built',
        'KEDAScalersStarted: Started scalers watch',
        'ScaledObjectReady: ScaledObject is ready for scaling',
      ]),
    );
  });

  it('keeps its HPA as it should be: edits are undone, a deleted one comes back, a new spec is taken over', async () => {
    const cluster = new MemeCluster([memeBackend(1), memeScaledObject()]);
    await cluster.seconds(1);
    const hpa = hpaOf(cluster) as HorizontalPodAutoscaler;
    cluster.kernel.store.update({ ...hpa, spec: { ...hpa.spec, maxReplicas: 3 } });
    await cluster.seconds(1);
    expect(hpaOf(cluster)?.spec.maxReplicas).toBe(10);
    cluster.kernel.store.remove(resources.horizontalPodAutoscalers, namespace, 'keda-hpa-meme-backend');
    await cluster.seconds(1);
    expect(hpaOf(cluster)?.spec.maxReplicas).toBe(10);
    const advanced = { horizontalPodAutoscalerConfig: { name: 'mine' } };
    update(cluster, (so) => ({ ...so, spec: { ...so.spec, maxReplicaCount: 7, advanced } }));
    await cluster.seconds(1);
    expect(hpaOf(cluster)).toBeUndefined();
    expect(hpaOf(cluster, 'mine')?.spec.maxReplicas).toBe(7);
  });

  it('serves the lag live: pending plus ack pending, whatever the last poll saw', async () => {
    const cluster = new MemeCluster([memeBackend(0), memeScaledObject({ pollingInterval: 600, minReplicaCount: 0 })]);
    await cluster.seconds(10);
    expect(externalMetric(cluster)).toBe('0');
    cluster.apply(benchJob('load', 'nats', 'bench', 'js', 'pub', 'meme.request', '--msgs', '500'));
    await cluster.seconds(30);
    expect(externalMetric(cluster)).toBe('500');
    expect(cluster.lag()).toBe(500);
  });

  it('wakes a workload from zero, lets the HPA work, and puts it back after the cooldown', async () => {
    const spec = {
      minReplicaCount: 0,
      advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } } },
    };
    const cluster = new MemeCluster([memeBackend(1), memeScaledObject(spec)]);
    await cluster.seconds(10);
    expect(cluster.replicas).toBe(0);
    expect(cluster.events('meme-backend')).toContain(
      'KEDAScaleTargetDeactivated: Deactivated apps/v1.Deployment meme-generator/meme-backend from 1 to 0',
    );
    cluster.apply(benchJob('load', 'nats', 'bench', 'js', 'pub', 'meme.request', '--msgs', '1500', '--clients', '20'));
    await cluster.seconds(15);
    expect(cluster.events('meme-backend')).toContain(
      'KEDAScaleTargetActivated: Scaled apps/v1.Deployment meme-generator/meme-backend from 0 to 1, triggered by s0-nats-jetstream-MEMES',
    );
    await cluster.seconds(25);
    expect(cluster.replicas).toBe(10);
    expect(condition(cluster, 'Active')).toBe('True ScalerActive');
    await cluster.seconds(30);
    expect(cluster.lag()).toBe(0);
    expect(condition(cluster, 'Active')).toBe('False ScalerCooldown');
    // The HPA itself goes down to one; the step to zero is the operator's.
    expect(cluster.replicas).toBe(1);
    await cluster.seconds(20);
    expect(cluster.replicas).toBe(0);
    await cluster.seconds(20);
    expect(condition(cluster, 'HPAActive')).toBe('True ScalingDisabled');
  });

  it('paused deletes the HPA and holds the count; unpaused starts again', async () => {
    const cluster = new MemeCluster([memeBackend(2), memeScaledObject({ minReplicaCount: 0 })]);
    annotate(cluster, { [kedaKeys.pausedReplicas]: '3' });
    await cluster.seconds(60);
    expect(cluster.replicas).toBe(3);
    expect(hpaOf(cluster)).toBeUndefined();
    expect(condition(cluster, 'Paused')).toBe('True ScaledObjectPaused');
    annotate(cluster, {});
    await cluster.seconds(60);
    expect(condition(cluster, 'Paused')).toBe('False ScaledObjectUnpaused');
    expect(hpaOf(cluster)).toBeDefined();
    expect(cluster.replicas).toBe(0);
  });

  it('waits for a target that is not there yet', async () => {
    const cluster = new MemeCluster([
      memeScaledObject(),
      { ...memeBackend(1), metadata: { name: 'other', namespace } },
    ]);
    await cluster.seconds(1);
    expect(condition(cluster, 'Ready')).toBe('False ScaledObjectCheckFailed');
    cluster.apply(memeBackend(1));
    await cluster.seconds(10);
    expect(condition(cluster, 'Ready')).toBe('True ScaledObjectReady');
  });

  it('takes its HPA along when the ScaledObject goes, and restores the original count if asked', async () => {
    const cluster = new MemeCluster([
      memeBackend(2),
      memeScaledObject({ advanced: { restoreToOriginalReplicaCount: true } }),
    ]);
    await cluster.seconds(1);
    cluster.scale(6);
    cluster.kernel.store.remove(resources.scaledObjects, namespace, 'meme-backend');
    await cluster.seconds(5);
    expect(hpaOf(cluster)).toBeUndefined();
    expect(cluster.replicas).toBe(2);
    expect(() => externalMetric(cluster)).toThrow('not found');
  });
});

describe('a trigger whose source fails', () => {
  const broken = {
    ...memeScaledObject().spec.triggers[0],
    metadata: { ...memeScaledObject().spec.triggers[0]?.metadata, consumer: 'gone' },
  };
  const triggers = [{ type: 'nats-jetstream', ...broken }];

  it('fails the HPA’s query, is told in an event, and never scales to zero', async () => {
    const cluster = new MemeCluster([memeBackend(2), memeScaledObject({ triggers, minReplicaCount: 0 })]);
    await cluster.seconds(30);
    expect(cluster.replicas).toBe(2);
    expect(condition(cluster, 'Ready')).toBe('False TriggerError');
    expect(cluster.events('meme-backend')).toContain('KEDAScalerFailed: consumer "gone" not found in stream "MEMES"');
    expect(() => externalMetric(cluster)).toThrow(
      'error when getting metric values metric:s0-nats-jetstream-MEMES encountered error',
    );
  });

  it('is replaced by the fallback after more failures than the threshold', async () => {
    const fallback = { failureThreshold: 2, replicas: 4 };
    const cluster = new MemeCluster([memeBackend(1), memeScaledObject({ triggers, fallback })]);
    await cluster.seconds(6);
    expect(() => externalMetric(cluster)).not.toThrow();
    expect(externalMetric(cluster)).toBe('20');
    expect(condition(cluster, 'Fallback')).toBe('True FallbackExists');
    await cluster.seconds(30);
    expect(cluster.replicas).toBe(4);
    expect(
      cluster.events('meme-backend').filter((event) => event.startsWith('ScaledObjectFallbackActivated')),
    ).toHaveLength(1);
  });
});

describe('KEDA’s adapter', () => {
  it('wants the label selector and knows only its ScaledObjects and metrics', async () => {
    const cluster = new MemeCluster([memeBackend(1), memeScaledObject()]);
    await cluster.seconds(1);
    expect(() => cluster.kernel.world.metrics.externalMetric(namespace, 'x', {})).toThrow(
      'scaledObject name is not specified',
    );
    expect(() => externalMetric(cluster, 'x')).toThrow('no matching metrics found for x');
    expect(() => externalMetric(cluster, 'x', 'nobody')).toThrow('"nobody" not found');
  });

  it('serves a formula over several triggers as one metric', async () => {
    const trigger = memeScaledObject().spec.triggers[0];
    if (!trigger) throw new Error('no trigger');
    const clock = {
      type: 'cron',
      name: 'night',
      metadata: { timezone: 'UTC', start: '0 0 * * *', end: '59 23 * * *', desiredReplicas: '3' },
    };
    const advanced = { scalingModifiers: { formula: 'max(lag, night * 7)', target: '5' } };
    const cluster = new MemeCluster([
      memeBackend(1),
      memeScaledObject({ advanced, triggers: [{ ...trigger, name: 'lag' }, clock] }),
    ]);
    await cluster.seconds(1);
    expect(externalMetric(cluster, 'composite-metric')).toBe('21');
    expect(cluster.scaledObject.status?.externalMetricNames).toEqual(['composite-metric']);
    await cluster.seconds(30);
    expect(cluster.replicas).toBe(5);
    cluster.apply(benchJob('burst', ...burst6000));
    await cluster.seconds(30);
    expect(Number(externalMetric(cluster, 'composite-metric'))).toBeGreaterThan(4000);
  });
});

describe('KEDA’s webhook', () => {
  const manual: HorizontalPodAutoscaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'manual', namespace },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'meme-backend' }, maxReplicas: 10 },
  };
  const options = { fieldManager: 'test' };

  it('refuses a ScaledObject after an HPA, in a dry run as well, and lets an HPA after a ScaledObject pass', async () => {
    const hpaFirst = new EmbeddedCluster(new MemeCluster([memeBackend(1), manual]).kernel);
    const text = `is already managed by the hpa 'manual'`;
    await expect(hpaFirst.apply(memeScaledObject(), options)).rejects.toThrow(text);
    await expect(hpaFirst.apply(memeScaledObject(), { ...options, dryRun: true })).rejects.toThrow(text);
    const objectFirst = new EmbeddedCluster(new MemeCluster([memeBackend(1), memeScaledObject()]).kernel);
    await expect(objectFirst.apply(manual, options)).resolves.toMatchObject({ kind: 'HorizontalPodAutoscaler' });
  });
});
