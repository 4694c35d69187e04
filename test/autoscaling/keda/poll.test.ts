import { describe, expect, it } from 'vitest';
import { type PollInput, pollDecision } from '../../../src/autoscaling/keda/poll.ts';
import { kedaKeys } from '../../../src/autoscaling/keda/settings.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { at, now, scaledObject } from './scaled-objects.ts';

const decide = (changes: Partial<PollInput>) =>
  pollDecision({ now, scaledObject: scaledObject(), active: false, error: false, currentReplicas: 1, ...changes });

const scaleTo = (to: number) => ({ kind: 'scale', to });
const none = { kind: 'none' };

describe('an active ScaledObject', () => {
  it('is brought from zero to one at once', () => {
    const decision = decide({ active: true, currentReplicas: 0 });
    expect(decision).toMatchObject({ action: scaleTo(1), reason: 'activated', refreshesLastActive: true });
  });

  it('is brought from zero to its minimum', () => {
    expect(
      decide({ active: true, currentReplicas: 0, scaledObject: scaledObject({ minReplicaCount: 3 }) }),
    ).toMatchObject({
      action: scaleTo(3),
    });
  });

  it('leaves idle for its minimum', () => {
    const idle = scaledObject({ idleReplicaCount: 1, minReplicaCount: 4 });
    expect(decide({ active: true, currentReplicas: 1, scaledObject: idle })).toMatchObject({ action: scaleTo(4) });
  });

  it('above zero is the HPA’s business; only the time of activity moves', () => {
    const decision = decide({ active: true, currentReplicas: 7 });
    expect(decision).toMatchObject({ action: none, reason: 'alreadyActive', refreshesLastActive: true });
  });

  it('with a failing trigger does not refresh its activity', () => {
    const decision = decide({ active: true, error: true });
    expect(decision).toMatchObject({ action: none, reason: 'partialError', refreshesLastActive: false });
  });

  it('is also one that is forced by annotation', () => {
    const forced = scaledObject({}, { annotations: { [kedaKeys.forceActivation]: 'true' } });
    expect(decide({ currentReplicas: 0, scaledObject: forced })).toMatchObject({ action: scaleTo(1) });
  });
});

describe('an inactive ScaledObject', () => {
  it('goes to zero strictly after the cooldown', () => {
    const so = (lastActiveSecondsAgo: number) =>
      scaledObject({ cooldownPeriod: 30 }, {}, { lastActiveTime: at(-lastActiveSecondsAgo) });
    expect(decide({ scaledObject: so(31), currentReplicas: 5 })).toMatchObject({
      action: scaleTo(0),
      reason: 'deactivated',
    });
    expect(decide({ scaledObject: so(30) })).toMatchObject({ action: none, reason: 'cooldown', until: plusMs(now, 1) });
    expect(decide({ scaledObject: so(10) })).toMatchObject({ reason: 'cooldown', until: plusMs(now, 20_001) });
  });

  it('that never was active goes to zero on the first poll, or after the initial cooldown', () => {
    expect(decide({})).toMatchObject({ action: scaleTo(0), reason: 'deactivated' });
    const patient = scaledObject({ initialCooldownPeriod: 120 });
    expect(decide({ scaledObject: patient })).toMatchObject({ reason: 'cooldown', until: plusMs(now, 60_001) });
  });

  it('goes to its idle count instead of zero', () => {
    const idle = scaledObject({ idleReplicaCount: 1, minReplicaCount: 2 });
    expect(decide({ scaledObject: idle, currentReplicas: 5 })).toMatchObject({ action: scaleTo(1) });
    expect(decide({ scaledObject: idle, currentReplicas: 1 })).toMatchObject({ action: none, reason: 'nothingToDo' });
  });

  it('below its minimum is raised without any cooldown', () => {
    const so = scaledObject({ minReplicaCount: 2 }, {}, { lastActiveTime: at(-1) });
    expect(decide({ scaledObject: so, currentReplicas: 1 })).toMatchObject({
      action: scaleTo(2),
      reason: 'raisedToMinimum',
    });
  });

  it('with a minimum above zero is left to the HPA', () => {
    const so = scaledObject({ minReplicaCount: 1 });
    expect(decide({ scaledObject: so, currentReplicas: 10 })).toMatchObject({ action: none, reason: 'nothingToDo' });
  });

  it('never goes to zero because of an error', () => {
    expect(decide({ error: true, currentReplicas: 5 })).toMatchObject({ action: none, reason: 'triggerError' });
  });

  it('with an error and a fallback holds, unless the fallback is zero', () => {
    const so = (replicas: number) => scaledObject({ fallback: { failureThreshold: 3, replicas } });
    expect(decide({ error: true, scaledObject: so(4) })).toMatchObject({ action: none, reason: 'fallbackHolds' });
    expect(decide({ error: true, scaledObject: so(0) })).toMatchObject({ action: scaleTo(0) });
  });
});

describe('a paused ScaledObject', () => {
  const paused = (annotations: Record<string, string>) => scaledObject({}, { annotations });

  it('stays where it is, or where the annotation puts it', () => {
    expect(decide({ scaledObject: paused({ [kedaKeys.paused]: 'true' }) })).toMatchObject({
      action: none,
      reason: 'paused',
    });
    expect(decide({ scaledObject: paused({ [kedaKeys.pausedReplicas]: '4' }) })).toMatchObject({ action: scaleTo(4) });
  });

  it('takes any text but a Go false as yes, and a count wins over paused: "false"', () => {
    expect(decide({ scaledObject: paused({ [kedaKeys.paused]: 'please' }) })).toMatchObject({ reason: 'paused' });
    expect(decide({ scaledObject: paused({ [kedaKeys.paused]: 'False' }) })).toMatchObject({ reason: 'deactivated' });
    const both = paused({ [kedaKeys.paused]: 'false', [kedaKeys.pausedReplicas]: '2' });
    expect(decide({ scaledObject: both })).toMatchObject({ action: scaleTo(2), reason: 'paused' });
  });

  it('in one direction only still moves in the other', () => {
    const noIn = paused({ [kedaKeys.pausedScaleIn]: 'true' });
    expect(decide({ scaledObject: noIn })).toMatchObject({ action: none, reason: 'scaleInPaused' });
    expect(decide({ scaledObject: noIn, active: true, currentReplicas: 0 })).toMatchObject({ action: scaleTo(1) });
    const noOut = paused({ [kedaKeys.pausedScaleOut]: 'true' });
    expect(decide({ scaledObject: noOut, active: true, currentReplicas: 0 })).toMatchObject({
      reason: 'scaleOutPaused',
    });
    expect(decide({ scaledObject: noOut })).toMatchObject({ action: scaleTo(0) });
  });
});
