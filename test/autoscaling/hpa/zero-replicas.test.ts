import { describe, expect, test } from 'vitest';
import { formatTime } from '../../../src/autoscaling/units.ts';
import { externalOnly, hpaWith, pass, productionOptions, start } from './rig.ts';

describe('a target without replicas', () => {
  const scale = { specReplicas: 0, statusReplicas: 0, selector: 'app=web' };
  const gate = { ...productionOptions, scaleToZero: true };

  test('switches the HPA off', () => {
    const decision = pass({ scale, metrics: externalOnly(60) });
    expect(decision).toMatchObject({ desired: 0, limitedBy: 'disabled' });
    expect(decision.steps.map(({ step }) => step)).toEqual(['disabled']);
  });

  test('wakes up where the HPA itself went to zero, and shows the known nonsense average', () => {
    const hpa = hpaWith({ minReplicas: 0 });
    const history = { recommendations: [], scaleUpEvents: [], scaleDownEvents: [] };
    const toZero = pass({ hpa, options: gate, history, metrics: externalOnly(0) });
    expect(toZero.desired).toBe(0);
    expect(toZero.conditions.at(-1)).toMatchObject({ type: 'ScaledToZero', status: 'True' });

    const asleep = { ...hpa, ...(toZero.status && { status: toZero.status }) };
    const awake = pass({ hpa: asleep, options: gate, scale, metrics: externalOnly(12) });
    expect(awake.desired).toBe(3);
    expect(awake.metrics[0]?.usage).toBe('-9223372036854775808m');
    expect(awake.conditions.find(({ type }) => type === 'ScaledToZero')?.status).toBe('False');
  });

  test('comes back at a minimum raised meanwhile, even where a policy allows less', () => {
    const condition = { type: 'ScaledToZero', status: 'True', lastTransitionTime: formatTime(start) } as const;
    const hpa = hpaWith({
      minReplicas: 6,
      behavior: { scaleUp: { policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }] } },
    });
    const decision = pass({
      hpa: { ...hpa, status: { conditions: [condition] } },
      options: gate,
      scale,
      metrics: externalOnly(12),
    });
    expect(decision.desired).toBe(6);
    expect(decision.steps.at(-2)).toEqual({ step: 'bounds', from: 2, to: 6, because: 'minReplicas is 6' });
  });
});
