import { describe, expect, it } from 'vitest';
import { activityOf } from '../../../src/autoscaling/keda/activity.ts';
import { compositeValue } from '../../../src/autoscaling/keda/composite.ts';
import { activeCondition, kedaConditions, withConditions } from '../../../src/autoscaling/keda/conditions.ts';
import { fallbackDue, fallbackValue, healthAfter } from '../../../src/autoscaling/keda/fallback.ts';
import { compileFormula } from '../../../src/autoscaling/keda/formula.ts';
import { formatTime, plusMs } from '../../../src/autoscaling/units.ts';
import { cpu, jetStream, now, scaledObject } from './scaled-objects.ts';

describe('fallback', () => {
  const so = scaledObject({ fallback: { failureThreshold: 2, replicas: 6 } });

  it('is due with the failure after the threshold, and over with the next success', () => {
    let health = healthAfter(undefined, false);
    expect(health).toEqual({ numberOfFailures: 1, status: 'Failing' });
    health = healthAfter(health, false);
    expect(fallbackDue(so, health)).toBe(false);
    health = healthAfter(health, false);
    expect(fallbackDue(so, health)).toBe(true);
    expect(fallbackDue(scaledObject(), health)).toBe(false);
    expect(healthAfter(health, true)).toEqual({ numberOfFailures: 0, status: 'Happy' });
  });

  const average = { metricType: 'AverageValue' as const, target: 5 };
  const total = { metricType: 'Value' as const, target: 5 };

  it('reports what makes the HPA arrive at its replicas', () => {
    expect(fallbackValue(so, average, { currentReplicas: 3, readyPods: 3 })).toBe(30);
    expect(fallbackValue(so, total, { currentReplicas: 3, readyPods: 3 })).toBe(10);
    expect(fallbackValue(so, total, { currentReplicas: 3, readyPods: 0 })).toBeUndefined();
  });

  it.each([
    ['static', 3, 30],
    ['currentReplicas', 3, 15],
    ['currentReplicasIfHigher', 3, 30],
    ['currentReplicasIfHigher', 9, 45],
    ['currentReplicasIfLower', 3, 15],
    ['currentReplicasIfLower', 9, 30],
  ] as const)('%s at %d replicas reports %d', (behavior, currentReplicas, value) => {
    const chosen = scaledObject({ fallback: { failureThreshold: 2, replicas: 6, behavior } });
    expect(fallbackValue(chosen, average, { currentReplicas, readyPods: 1 })).toBe(value);
  });
});

describe('activity', () => {
  const reading = (metricName: string, active: boolean) => ({ metricName, value: active ? 9 : 0, active });

  it('needs one active trigger, and names those', () => {
    expect(activityOf(scaledObject(), [reading('a', false), reading('b', true)])).toEqual({
      active: true,
      error: false,
      activeMetrics: ['b'],
    });
    expect(activityOf(scaledObject(), [reading('a', false)])).toMatchObject({ active: false, error: false });
    expect(activityOf(scaledObject(), [{ metricName: 'a', error: 'x' }, reading('b', true)])).toMatchObject({
      active: true,
      error: true,
    });
  });

  it('of an object with cpu and memory triggers only is always given', () => {
    expect(activityOf(scaledObject({ triggers: [cpu] }), [])).toEqual({
      active: true,
      error: false,
      activeMetrics: [],
    });
  });

  it('with a formula depends on its value alone', () => {
    const advanced = { scalingModifiers: { formula: 'a', target: '1', activationTarget: '5' } };
    const so = scaledObject({ advanced, triggers: [{ ...jetStream, name: 'a' }] });
    expect(activityOf(so, [reading('a', true)], { value: 5 })).toMatchObject({ active: false });
    expect(activityOf(so, [reading('a', false)], { value: 6 })).toMatchObject({
      active: true,
      activeMetrics: ['composite-metric'],
    });
    expect(activityOf(so, [{ metricName: 'a', error: 'x' }])).toMatchObject({ active: false, error: true });
  });
});

describe('a scaling formula', () => {
  const values = { lag: 12, cpu: 0.5, zero: 0 };

  it.each([
    ['lag', 12],
    ['lag + cpu * 4', 14],
    ['(lag + cpu) * 4', 50],
    ['-lag + 2 ** 3 ** 2', 500],
    ['max(lag, 20, cpu) - min(3, lag) % 2', 19],
    ['lag > 10 && cpu < 1 ? lag : 0', 12],
    ['not (lag > 10) or cpu == 0.5', 1],
    ['zero != 0 ? 1 : lag >= 12 ? 2 : 3', 2],
    ['round(-2.5) + ceil(0.1) + floor(0.9) + abs(-1) + int(2.9)', 1],
    ['1_000 / 1e3', 1],
    ['float(true ? lag : cpu)', 12],
  ])('%s is %d', (text, expected) => {
    expect(compileFormula(text, Object.keys(values))(values)).toBe(expected);
  });

  it.each([
    ['', /unexpected the end/],
    ['lag +', /unexpected the end/],
    ['lag lag', /unexpected "lag"/],
    ['queue * 2', /unknown name queue/],
    ['lag $ 2', /unrecognized character "\$" at 5/],
    ['(lag', /unexpected the end/],
  ])('%s is an error', (text, message) => {
    expect(() => compileFormula(text, Object.keys(values))).toThrow(message);
  });

  it('sees external triggers by name', () => {
    const advanced = { scalingModifiers: { formula: 'a + b', target: '1' } };
    const triggers = [
      { ...jetStream, name: 'a' },
      { ...jetStream, name: 'b' },
      { ...cpu, name: 'c' },
    ];
    expect(compositeValue(scaledObject({ advanced, triggers }), { a: 1, b: 2 })).toBe(3);
  });
});

describe('conditions', () => {
  it('keep their transition time until the status flips', () => {
    const first = withConditions([], [kedaConditions.ready, kedaConditions.notActive], now);
    const later = plusMs(now, 60_000);
    const second = withConditions(first, [kedaConditions.cooldown, undefined, kedaConditions.triggerError], later);
    expect(second).toEqual([
      { ...kedaConditions.triggerError, lastTransitionTime: formatTime(later) },
      { ...kedaConditions.cooldown, lastTransitionTime: formatTime(now) },
    ]);
  });

  it('say why scaling is active', () => {
    expect(activeCondition('alreadyActive', true)?.message).toContain('forced by annotation');
    expect(activeCondition('cooldown', false)).toBe(kedaConditions.cooldown);
    expect(activeCondition('paused', false)).toBeUndefined();
  });
});
