import { describe, expect, it } from 'vitest';
import { generatedHpa, hpaMetrics, kedaVersion } from '../../../src/autoscaling/keda/generated-hpa.ts';
import { kedaKeys } from '../../../src/autoscaling/keda/settings.ts';
import { triggerMetric } from '../../../src/autoscaling/keda/trigger-metrics.ts';
import type { ScaleTrigger } from '../../../src/autoscaling/objects.ts';
import { cpu, jetStream, scaledObject } from './scaled-objects.ts';

describe('the generated HPA', () => {
  it('is named after the ScaledObject, owned by it, and bounded by it', () => {
    const hpa = generatedHpa(scaledObject({ maxReplicaCount: 10 }));
    expect(hpa.metadata).toMatchObject({
      name: 'keda-hpa-worker',
      namespace: 'meme-generator',
      ownerReferences: [{ kind: 'ScaledObject', name: 'worker', uid: 'so-1', controller: true }],
    });
    expect(hpa.spec).toMatchObject({
      minReplicas: 1,
      maxReplicas: 10,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'backend' },
    });
    expect(hpa.spec).not.toHaveProperty('behavior');
  });

  it('carries KEDA’s labels and those of the ScaledObject that are not excluded, and its annotations', () => {
    const annotations = { [kedaKeys.excludedLabels]: 'team, secret', note: 'x' };
    const { metadata } = generatedHpa(scaledObject({}, { labels: { app: 'a', team: 'b', secret: 'c' }, annotations }));
    expect(metadata.labels).toEqual({
      'app.kubernetes.io/name': 'keda-hpa-worker',
      'app.kubernetes.io/version': kedaVersion,
      'app.kubernetes.io/part-of': 'worker',
      'app.kubernetes.io/managed-by': 'keda-operator',
      [kedaKeys.ownerLabel]: 'worker',
      app: 'a',
    });
    expect(metadata.annotations).toEqual(annotations);
  });

  it('takes behavior verbatim, and a pause of one direction disables it there', () => {
    const behavior = { scaleDown: { stabilizationWindowSeconds: 60 } };
    const spec = { advanced: { horizontalPodAutoscalerConfig: { name: 'mine', behavior } } };
    expect(generatedHpa(scaledObject(spec))).toMatchObject({ metadata: { name: 'mine' }, spec: { behavior } });
    const paused = generatedHpa(scaledObject(spec, { annotations: { [kedaKeys.pausedScaleIn]: 'true' } }));
    expect(paused.spec.behavior).toEqual({ scaleDown: { stabilizationWindowSeconds: 60, selectPolicy: 'Disabled' } });
  });

  it('sorts metrics by type and keeps the index of all triggers in external names', () => {
    const memory: ScaleTrigger = {
      type: 'memory',
      metricType: 'AverageValue',
      metadata: { value: '100Mi', containerName: 'main' },
    };
    expect(hpaMetrics(scaledObject({ triggers: [cpu, jetStream, memory] }))).toEqual([
      {
        type: 'ContainerResource',
        containerResource: {
          name: 'memory',
          container: 'main',
          target: { type: 'AverageValue', averageValue: '100Mi' },
        },
      },
      {
        type: 'External',
        external: {
          metric: { name: 's1-nats-jetstream-MEMES', selector: { matchLabels: { [kedaKeys.ownerLabel]: 'worker' } } },
          target: { type: 'AverageValue', averageValue: '5' },
        },
      },
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
    ]);
  });

  it('replaces external metrics by one composite metric where there is a formula', () => {
    const advanced = { scalingModifiers: { formula: 'a + b', target: '2.5', metricType: 'Value' as const } };
    const triggers = [{ ...jetStream, name: 'a' }, { ...jetStream, name: 'b' }, cpu];
    const metrics = hpaMetrics(scaledObject({ advanced, triggers }));
    expect(metrics).toHaveLength(2);
    expect(metrics[0]).toMatchObject({
      external: { metric: { name: 'composite-metric' }, target: { type: 'Value', value: '2500m' } },
    });
  });
});

describe('metric of a trigger', () => {
  const trigger = (type: string, metadata: Record<string, string>, rest: Partial<ScaleTrigger> = {}): ScaleTrigger => ({
    type,
    metadata,
    ...rest,
  });

  it.each([
    ['nats-jetstream', { stream: 'a/b.c:d' }, 's0-nats-jetstream-a-b-c-d', 10],
    ['redis', { listName: 'My_List%(1)' }, 's0-redis-My_List--1-', 5],
    ['prometheus', { serverAddress: 'http://p', query: 'up', threshold: '0.5' }, 's0-prometheus', 0.5],
    [
      'cron',
      { timezone: 'Europe/Berlin', start: '0 8 * * 1,2', end: '0/5 18 * * ?', desiredReplicas: '3' },
      's0-cron-Europe-Berlin-08xx1Cm2-0Sl518xxQm',
      1,
    ],
  ])('%s %j is %s with target %d', (type, metadata, metricName, target) => {
    expect(triggerMetric(trigger(type, metadata), 0)).toMatchObject({
      kind: 'external',
      metricName,
      target,
      metricType: 'AverageValue',
      activationThreshold: 0,
    });
  });

  it.each([
    [trigger('prometheus', { query: 'up' }), /missing required parameter "threshold"/],
    [trigger('nats-jetstream', { stream: 's', lagThreshold: '2.5' }), /not an integer/],
    [trigger('redis', { listName: 'l' }, { metricType: 'Utilization' }), /utilization is only supported/],
    [trigger('cpu', { value: '50' }), /allowed values are 'Utilization' or 'AverageValue', got ''/],
    [trigger('cpu', { value: '50m' }, { metricType: 'Utilization' }), /not an integer percentage/],
    [trigger('carrier-pigeon', {}), /no scaler found for type: carrier-pigeon/],
  ])('%j is an error', (broken, message) => {
    expect(() => triggerMetric(broken, 0)).toThrow(message);
  });

  it('has a name of its own for each trigger, as the index is part of it', () => {
    const prometheus = trigger('prometheus', { threshold: '1' });
    const metrics = hpaMetrics(scaledObject({ triggers: [prometheus, cpu, prometheus] }));
    const names = metrics.flatMap((metric) => (metric.type === 'External' ? [metric.external.metric.name] : []));
    expect(names).toEqual(['s0-prometheus', 's2-prometheus']);
  });
});
