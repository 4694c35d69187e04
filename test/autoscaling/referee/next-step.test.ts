import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/autoscaling/objects.ts';
import type { RefereeFacts } from '../../../src/autoscaling/referee/facts.ts';
import { nextStep } from '../../../src/autoscaling/referee/next-step.ts';
import {
  active,
  ambiguous,
  cpuAt,
  deployment,
  explained,
  facts,
  hpa,
  kedaHpa,
  now,
  path,
  queue,
  queueAt,
  scaledObject,
  second,
  time,
} from './namespace.ts';

const step = (change: Partial<RefereeFacts>) => nextStep(facts(change), 'web');
const inactive = (reason: string): Condition => ({ type: 'Active', status: 'False', reason });
const stabilized: Condition = { type: 'AbleToScale', status: 'True', reason: 'ScaleDownStabilized' };
const ready: Condition = { type: 'AbleToScale', status: 'True', reason: 'ReadyForNewScale' };
const idleAt = (count: number, able: Condition) => ({
  conditions: [able, active],
  currentReplicas: count,
  currentMetrics: [queueAt('0')],
});

describe('KEDA’s operator owns', () => {
  test('the step to zero, when the cooldown ends', () => {
    const status = { lastActiveTime: time(-10), conditions: [inactive('ScalerCooldown')] };
    const scaledObjects = [scaledObject({ minReplicaCount: 0, cooldownPeriod: 30 }, status)];
    expect(step({ scaledObjects, workloads: [deployment(1)] })).toEqual({
      owner: 'KEDA operator',
      what: '1 → 0',
      at: second(20),
      because: 'cooldownPeriod 30 s',
      evidence: 'observed',
    });
  });

  test('that step from any count, when its cooldown ends before the HPA may move', () => {
    const status = { lastActiveTime: time(-10), conditions: [inactive('ScalerCooldown')] };
    const change = {
      scaledObjects: [scaledObject({ minReplicaCount: 0, cooldownPeriod: 30 }, status)],
      workloads: [deployment(10)],
      replicaPaths: path([-90, 4], [-30, 10, 'keda-hpa-web']),
    };
    expect(step({ ...change, hpas: [kedaHpa({}, idleAt(10, stabilized))] })).toMatchObject({ what: '10 → 0' });
    const short = kedaHpa({ behavior: { scaleDown: { stabilizationWindowSeconds: 35 } } }, idleAt(10, stabilized));
    expect(step({ ...change, hpas: [short] })).toMatchObject({ owner: "KEDA's HPA", what: '10 → 1' });
  });

  test('the step from zero, once a trigger is active', () => {
    const zero = { workloads: [deployment(0)], pods: [], hpas: [kedaHpa()] };
    const awake = scaledObject({ minReplicaCount: 0 }, { conditions: [{ type: 'Active', status: 'True' }] });
    expect(step({ ...zero, scaledObjects: [awake] })).toMatchObject({ owner: 'KEDA operator', what: '0 → 1' });
    const asleep = scaledObject({ minReplicaCount: 0 }, { conditions: [inactive('ScalerNotActive')] });
    expect(step({ ...zero, scaledObjects: [asleep] })).toMatchObject({
      owner: 'KEDA operator',
      what: 'stays at 0',
      because: 'stays until a trigger is active: next poll, every 30 s',
    });
  });
});

describe('an HPA owns', () => {
  test('the steps above one, held by its stabilization window since it last raised the count', () => {
    const replicaPaths = path([-90, 1], [-20, 10, 'keda-hpa-web']);
    const change = { workloads: [deployment(10)], scaledObjects: [scaledObject()], replicaPaths };
    expect(step({ ...change, hpas: [kedaHpa({}, idleAt(10, stabilized))] })).toEqual({
      owner: "KEDA's HPA",
      what: '10 → 1',
      at: second(40),
      because: 'stabilization window of 60 s',
      evidence: 'estimated',
    });
  });

  test('a step down to what its window holds at, when somebody else has moved the count above that', () => {
    const [name, manual] = explained('manual', 1);
    const line = { step: 'stabilization', text: '4 holds', evidence: 'observed', to: 4, until: second(200) } as const;
    const change = (count: number): Partial<RefereeFacts> => ({
      workloads: [deployment(count)],
      hpas: [hpa('manual', {}, { ...idleAt(count, stabilized), currentMetrics: [cpuAt(1)] })],
      explanations: new Map([[name, { ...manual, lines: [line] }]]),
    });
    expect(step(change(10))).toMatchObject({ owner: 'HPA manual', what: '10 → 4', because: 'next sync' });
    expect(step(change(4))).toMatchObject({
      owner: 'HPA manual',
      at: second(200),
      because: 'stabilization window of 60 s',
    });
  });

  test('a step down at a policy’s rate, once that policy’s period allows more', () => {
    const behavior = {
      scaleDown: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }] },
    } as const;
    const change = {
      workloads: [deployment(5)],
      hpas: [hpa('manual', { behavior }, { ...idleAt(5, ready), currentMetrics: [cpuAt(1)] })],
      replicaPaths: path([-90, 10], [-20, 5, 'manual']),
    };
    expect(step(change)).toMatchObject({
      owner: 'HPA manual',
      what: '5 → 2',
      at: second(40),
      because: 'policy 50 % per 60 s',
    });
  });

  test('a step up at its next sync, at most doubled without behavior', () => {
    const { behavior: _, ...spec } = hpa('manual').spec;
    const busy = { conditions: [ready, active], currentReplicas: 3, currentMetrics: [cpuAt(500)] };
    const change = { hpas: [{ ...hpa('manual', {}, busy), spec }], replicaPaths: path([-90, 1], [-20, 3, 'manual']) };
    expect(step(change)).toEqual({
      owner: 'HPA manual',
      what: '3 → 6',
      at: second(10),
      because: 'next sync: at most 6 per pass',
      evidence: 'estimated',
    });
  });

  test('the way back into its bounds', () => {
    const hpas = [hpa('manual', { maxReplicas: 2 })];
    expect(step({ hpas })).toMatchObject({ what: '3 → 2', because: 'maxReplicas 2 at the next sync' });
  });

  test('nothing to do while the count is what its metrics want', () => {
    const full = { conditions: [ready, active], currentReplicas: 10, currentMetrics: [queueAt('400')] };
    const change = { workloads: [deployment(10)], hpas: [kedaHpa({ metrics: [queue] }, full)] };
    expect(step(change)).toMatchObject({
      owner: "KEDA's HPA",
      what: 'stays at 10',
      because: 'next sync: maxReplicas 10 reached',
    });
  });

  test('a direction that is disabled never', () => {
    const behavior = { scaleDown: { selectPolicy: 'Disabled' } } as const;
    const hpas = [hpa('manual', { behavior }, { ...idleAt(3, ready), currentMetrics: [cpuAt(1)] })];
    expect(step({ hpas })).toMatchObject({
      what: 'stays at 3',
      because: 'behavior.scaleDown.selectPolicy Disabled, wants 1',
    });
  });

  test('the next step of a fight, when it looks before the other', () => {
    const full = { conditions: [ready, active], currentReplicas: 5, currentMetrics: [queueAt('400')] };
    const bored = { conditions: [ready, active], currentReplicas: 5, currentMetrics: [cpuAt(1)] };
    const change = {
      now,
      workloads: [deployment(5)],
      hpas: [kedaHpa({ behavior: {} }, full), hpa('manual', { behavior: {} }, bored)],
      replicaPaths: path([-60, 1], [-9, 10, 'keda-hpa-web'], [-3, 5, 'manual']),
    };
    expect(step(change)).toMatchObject({ owner: "KEDA's HPA", what: '5 → 10', at: second(6) });
  });
});

describe('nobody owns the next step', () => {
  test('while two HPAs are frozen', () => {
    const status = { conditions: [ambiguous] };
    const hpas = [kedaHpa({}, status), hpa('manual', {}, status)];
    expect(step({ hpas })).toMatchObject({ owner: 'nobody', what: 'stays at 3', evidence: 'observed' });
  });

  test('while KEDA is paused', () => {
    const annotations = { 'autoscaling.keda.sh/paused': 'true' };
    expect(step({ scaledObjects: [scaledObject({}, {}, { annotations })] })).toMatchObject({
      owner: 'nobody',
      because: 'ScaledObject web is paused',
    });
    const held = { 'autoscaling.keda.sh/paused-replicas': '5' };
    expect(step({ scaledObjects: [scaledObject({}, {}, { annotations: held })] })).toMatchObject({ what: '3 → 5' });
  });

  test('at zero without KEDA, without an autoscaler, and without a workload', () => {
    expect(step({ workloads: [deployment(0)], hpas: [hpa('manual')] })).toMatchObject({
      owner: 'nobody',
      what: 'stays at 0',
    });
    expect(step({}).because).toBe('no autoscaler has it as its target');
    expect(nextStep(facts(), 'gone')).toMatchObject({ owner: 'nobody', evidence: 'unknown' });
  });
});
