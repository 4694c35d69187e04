import { describe, expect, test } from 'vitest';
import { withDefaults } from '../../../src/autoscaling/hpa/defaults.ts';
import { validateHpa } from '../../../src/autoscaling/hpa/validation.ts';
import { cpuMetric, hpaWith } from './rig.ts';

describe('an HPA as the API stores it', () => {
  test('asks for one replica and 80% cpu where it says nothing', () => {
    const { minReplicas: _, metrics: __, ...bare } = hpaWith().spec;
    const spec = withDefaults({ spec: bare });
    expect(spec.minReplicas).toBe(1);
    expect(spec.metrics).toEqual([
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
    ]);
    expect('behavior' in spec).toBe(false);
  });

  test('has both directions of a behavior, each field filled in by itself', () => {
    const policies = [{ type: 'Pods', value: 1, periodSeconds: 60 }] as const;
    const { behavior } = withDefaults(hpaWith({ behavior: { scaleUp: { policies } } }));
    expect(behavior).toEqual({
      scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies },
      scaleDown: { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
    });
  });
});

describe('an HPA the API refuses', () => {
  test.each([
    ['spec.minReplicas', { minReplicas: 0 }],
    ['spec.maxReplicas', { maxReplicas: 0 }],
    ['spec.maxReplicas', { minReplicas: 5, maxReplicas: 4 }],
    [
      'spec.behavior.scaleUp.stabilizationWindowSeconds',
      { behavior: { scaleUp: { stabilizationWindowSeconds: 3601 } } },
    ],
    ['spec.behavior.scaleDown.policies', { behavior: { scaleDown: { policies: [] } } }],
    [
      'spec.behavior.scaleUp.policies[0].value',
      { behavior: { scaleUp: { policies: [{ type: 'Pods', value: 0, periodSeconds: 15 } as const] } } },
    ],
    [
      'spec.behavior.scaleUp.policies[0].periodSeconds',
      { behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 1801 } as const] } } },
    ],
    ['spec.behavior.scaleDown.tolerance', { behavior: { scaleDown: { tolerance: '-0.1' } } }],
    ['spec.behavior.scaleDown.tolerance', { behavior: { scaleDown: { tolerance: 'some' } } }],
  ])('%s', (path, spec) => {
    expect(validateHpa(hpaWith(spec), { scaleToZero: false }).map((problem) => problem.path)).toContain(path);
  });

  test('scales to zero only with the gate and a metric that needs no pods', () => {
    expect(validateHpa(hpaWith({ minReplicas: 0 }), { scaleToZero: true })).toEqual([]);
    const [problem] = validateHpa(hpaWith({ minReplicas: 0, metrics: [cpuMetric] }), { scaleToZero: true });
    expect(problem?.path).toBe('spec.metrics');
  });
});

test('an ordinary HPA is accepted', () => {
  expect(validateHpa(hpaWith({ behavior: {} }), { scaleToZero: false })).toEqual([]);
});
