import { describe, expect, it } from 'vitest';
import { type AdmissionContext, admissionRefusal } from '../../../src/autoscaling/keda/admission.ts';
import { kedaKeys } from '../../../src/autoscaling/keda/settings.ts';
import type { HorizontalPodAutoscaler, ObjectMeta, ScaledObject } from '../../../src/autoscaling/objects.ts';
import { cpu, jetStream, scaledObject } from './scaled-objects.ts';

const hpa = (metadata: Partial<ObjectMeta> = {}, target = 'backend'): HorizontalPodAutoscaler => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'manual', namespace: 'meme-generator', ...metadata },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target }, maxReplicas: 5 },
});

const refusal = (incoming: ScaledObject, context: Partial<AdmissionContext> = {}) =>
  admissionRefusal(incoming, { hpas: [], scaledObjects: [], ...context });

describe('KEDA’s webhook', () => {
  it('lets a plain ScaledObject pass', () => {
    expect(refusal(scaledObject())).toBeUndefined();
  });

  it('refuses a target that a foreign HPA manages, and nothing else of that HPA', () => {
    expect(refusal(scaledObject(), { hpas: [hpa()] })).toBe(
      "the workload 'backend' of type 'apps/v1.Deployment' is already managed by the hpa 'manual'",
    );
    expect(refusal(scaledObject(), { hpas: [hpa({}, 'frontend')] })).toBeUndefined();
  });

  it('passes its own HPA, and one that opts out', () => {
    const owner = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'worker', uid: 'so-1' };
    expect(refusal(scaledObject(), { hpas: [hpa({ ownerReferences: [owner] })] })).toBeUndefined();
    const optedOut = hpa({ annotations: { [kedaKeys.hpaOwnershipValidation]: 'false' } });
    expect(refusal(scaledObject(), { hpas: [optedOut] })).toBeUndefined();
  });

  it('hands an HPA over only when it is named', () => {
    const annotations = { [kedaKeys.transferHpaOwnership]: 'true' };
    expect(refusal(scaledObject({}, { annotations }), { hpas: [hpa()] })).toMatch(
      /^the existing hpa 'manual' for workload 'backend' of type 'apps\/v1.Deployment' must be specified by name/,
    );
    const named = { advanced: { horizontalPodAutoscalerConfig: { name: 'manual' } } };
    expect(refusal(scaledObject(named, { annotations }), { hpas: [hpa()] })).toBeUndefined();
  });

  it('refuses a second ScaledObject on a target or on an HPA name', () => {
    const other = scaledObject({}, { name: 'first' });
    expect(refusal(scaledObject(), { scaledObjects: [other] })).toBe(
      "the workload 'backend' of type 'apps/v1.Deployment' is already managed by the ScaledObject 'first'",
    );
    const advanced = { horizontalPodAutoscalerConfig: { name: 'shared' } };
    const elsewhere = scaledObject({ advanced, scaleTargetRef: { name: 'frontend' } }, { name: 'first' });
    expect(refusal(scaledObject({ advanced }), { scaledObjects: [elsewhere] })).toBe(
      "the HPA 'shared' is already managed by the ScaledObject 'first'",
    );
    expect(refusal(scaledObject(), { scaledObjects: [scaledObject()] })).toBeUndefined();
  });

  it.each([
    [{ minReplicaCount: 5, maxReplicaCount: 3 }, 'MinReplicaCount=5 must be less than MaxReplicaCount=3'],
    [{ minReplicaCount: 2, idleReplicaCount: 2 }, 'IdleReplicaCount=2 must be less than MinReplicaCount=2'],
    [{ fallback: { failureThreshold: -1, replicas: 2 } }, 'FailureThreshold=-1 & Replicas=2 must both be greater than'],
    [{ triggers: [cpu] }, 'scaledobject has only cpu/memory triggers AND minReplica is 0'],
    [
      {
        triggers: [
          { ...jetStream, name: 'a' },
          { ...jetStream, name: 'a' },
        ],
      },
      'triggerName "a" is defined multiple times',
    ],
    [
      { triggers: [{ ...cpu, useCachedMetrics: true }, jetStream] },
      'property "useCachedMetrics" is not supported for "cpu"',
    ],
    [{ advanced: { scalingModifiers: { target: '2' } } }, 'ScalingModifiers.Formula is mandatory'],
    [{ advanced: { scalingModifiers: { formula: 'a' } } }, 'formula is given but target is empty'],
    [{ advanced: { scalingModifiers: { formula: 'a + 1', target: '2' } } }, 'unknown name a in "a + 1"'],
  ])('refuses %j', (spec, message) => {
    expect(refusal(scaledObject(spec))).toContain(message);
  });

  it('wants requests where a trigger is about cpu', () => {
    const podSpec = (requests: Record<string, string>) => ({ containers: [{ name: 'main', resources: { requests } }] });
    const incoming = scaledObject({ triggers: [cpu, jetStream] });
    expect(refusal(incoming, { targetPodSpec: podSpec({ memory: '1Gi' }) })).toBe(
      "the scaledobject has a cpu trigger but the container main doesn't have the cpu request defined",
    );
    expect(refusal(incoming, { targetPodSpec: podSpec({ cpu: '50m' }) })).toBeUndefined();
  });

  it('refuses names that do not fit a label', () => {
    expect(refusal(scaledObject({}, { name: 'x'.repeat(60) }))).toContain('HPA name "keda-hpa-xxx');
  });
});
