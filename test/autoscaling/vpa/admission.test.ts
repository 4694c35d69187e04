import { describe, expect, it } from 'vitest';
import type { Container, Pod } from '../../../src/autoscaling/objects.ts';
import { admitPodSpec } from '../../../src/autoscaling/vpa/admission.ts';
import type {
  ContainerResourcePolicy,
  UpdateMode,
  VerticalPodAutoscaler,
} from '../../../src/autoscaling/vpa/objects.ts';
import { recommendationForPod } from '../../../src/autoscaling/vpa/pod-recommendation.ts';
import { proportionalLimit } from '../../../src/autoscaling/vpa/proportional-limit.ts';

function vpa(policy: ContainerResourcePolicy = {}, updateMode: UpdateMode = 'Initial'): VerticalPodAutoscaler {
  const resources = { cpu: '300m', memory: '300Mi' };
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'web' },
    spec: {
      targetRef: { kind: 'Deployment', name: 'web' },
      updatePolicy: { updateMode },
      resourcePolicy: { containerPolicies: [{ containerName: '*', ...policy }] },
    },
    status: {
      recommendation: {
        containerRecommendations: [
          { containerName: 'app', target: resources, lowerBound: resources, upperBound: resources, uncappedTarget: {} },
        ],
      },
    },
  };
}

function admitted(resources: Container['resources'], autoscaler: VerticalPodAutoscaler): Container['resources'] {
  const container: Container = resources ? { name: 'app', resources } : { name: 'app' };
  const pod: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [container] } };
  return admitPodSpec(pod.spec, autoscaler, recommendationForPod(autoscaler, pod)).containers[0]?.resources;
}

describe('a pod admitted under a VPA', () => {
  it('requests the target, and its limits keep their proportion', () => {
    const before = { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '250m', memory: '200Mi' } };
    expect(admitted(before, vpa())).toEqual({
      requests: { cpu: '300m', memory: '300Mi' },
      limits: { cpu: '750m', memory: '600Mi' },
    });
  });

  it('gets no limit it did not have', () => {
    expect(admitted(undefined, vpa())).toEqual({ requests: { cpu: '300m', memory: '300Mi' } });
  });

  it('keeps its limits when only requests are controlled, and requests no more than they allow', () => {
    const before = { requests: { cpu: '100m' }, limits: { cpu: '250m' } };
    expect(admitted(before, vpa({ controlledValues: 'RequestsOnly' }))).toEqual({
      requests: { cpu: '250m', memory: '300Mi' },
      limits: { cpu: '250m' },
    });
  });

  it('obeys a policy that came after the recommendation', () => {
    expect(admitted(undefined, vpa({ maxAllowed: { cpu: '200m' } }))?.requests?.cpu).toBe('200m');
  });

  it('is unchanged in mode Off and for a container that is off', () => {
    const before = { requests: { cpu: '100m' } };
    expect(admitted(before, vpa({}, 'Off'))).toEqual(before);
    expect(admitted(before, vpa({ mode: 'Off' }))).toEqual(before);
  });
});

describe('a limit in proportion', () => {
  it.each([
    ['cpu', '250m', '100m', '300m', '750m'],
    ['cpu', '1', '300m', '100m', '333m'],
    ['memory', '200Mi', '100Mi', '1168723596', '2337447192'],
    ['memory', '1Gi', '1Gi', '300Mi', '300Mi'],
    ['cpu', '500m', undefined, '300m', '300m'],
  ])('%s: limit %s of request %s becomes, for %s, %s', (resource, limit, request, target, expected) => {
    expect(proportionalLimit(resource, limit, request, target)).toBe(expected);
  });
});
