import { describe, expect, test } from 'vitest';
import type { VerticalPodAutoscaler, VerticalPodAutoscalerSpec } from '../../../src/autoscaling/vpa/objects.ts';
import { ClusterError } from '../../../src/cluster/port.ts';
import { deployment } from '../kernel/objects.ts';
import { runningVpa, vpa } from './vpa-fixture.ts';

function refusal(object: VerticalPodAutoscaler): string | undefined {
  try {
    runningVpa([deployment(1)]).api.apply(object, { fieldManager: 'test' });
    return undefined;
  } catch (error) {
    if (error instanceof ClusterError) return `${error.code} ${error.message}`;
    throw error;
  }
}

function policies(...containerPolicies: readonly object[]): VerticalPodAutoscaler {
  return vpa(undefined, {
    resourcePolicy: { containerPolicies } as VerticalPodAutoscalerSpec['resourcePolicy'] & object,
  });
}

describe('a VPA as it is stored', () => {
  test('replaces pods unless it is told otherwise', () => {
    const cluster = runningVpa([deployment(1), vpa()]);
    expect(cluster.vpa().spec.updatePolicy).toEqual({ updateMode: 'Recreate' });
    const quiet = runningVpa([deployment(1), vpa({ updateMode: 'Off', minReplicas: 1 })]);
    expect(quiet.vpa().spec.updatePolicy).toEqual({ updateMode: 'Off', minReplicas: 1 });
  });

  test.each<[string, VerticalPodAutoscaler, string]>([
    ['an update policy without a mode', vpa({}), 'updateMode is required if UpdatePolicy is used'],
    [
      'an unknown mode',
      vpa({ updateMode: 'Sometimes' } as unknown as VerticalPodAutoscalerSpec['updatePolicy']),
      'unexpected UpdateMode value Sometimes',
    ],
    ['no replicas', vpa({ updateMode: 'Auto', minReplicas: 0 }), 'minReplicas has to be positive, got 0'],
    ['a policy for no container', policies({ mode: 'Off' }), 'containerPolicies.ContainerName is required'],
    ['an unknown container mode', policies({ containerName: '*', mode: 'On' }), 'unexpected Mode value On'],
    [
      'a maximum below the minimum',
      policies({ containerName: '*', minAllowed: { cpu: '1' }, maxAllowed: { cpu: '500m' } }),
      'max resource for cpu is lower than min',
    ],
    [
      'a part of a millicore',
      policies({ containerName: '*', minAllowed: { cpu: '100u' } }),
      'minAllowed: CPU [100u] must be a whole number of milli CPUs',
    ],
    [
      'a part of a byte',
      policies({ containerName: '*', maxAllowed: { memory: '1500m' } }),
      'maxAllowed: Memory [1500m] must be a whole number of bytes',
    ],
    [
      'values of a container that is off',
      policies({ containerName: '*', mode: 'Off', controlledValues: 'RequestsAndLimits' }),
      "controlledValues shouldn't be specified if container scaling mode is off.",
    ],
    [
      'no target',
      { ...vpa(), spec: {} } as unknown as VerticalPodAutoscaler,
      "targetRef is required. If you're using v1beta1 version of the API, please migrate to v1",
    ],
  ])('is refused with %s', (_, object, message) => {
    expect(refusal(object)).toBe(`400 admission webhook "vpa.k8s.io" denied the request: ${message}`);
  });

  test('is refused with a target without a name, as its definition has it', () => {
    const nameless = vpa(undefined, { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: '' } });
    expect(refusal(nameless)).toBe(
      '422 VerticalPodAutoscaler.autoscaling.k8s.io "web" is invalid: spec.targetRef.name: Required value',
    );
  });

  test('may name quantities in any notation', () => {
    expect(
      refusal(policies({ containerName: '*', minAllowed: { cpu: '0.1', memory: '1e6' }, maxAllowed: { cpu: '1' } })),
    ).toBe(undefined);
    expect(refusal(policies({ containerName: '*', minAllowed: { cpu: 'much' } }))).toMatch(/^400 admission webhook/);
  });
});
