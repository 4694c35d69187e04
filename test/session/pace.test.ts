import { describe, expect, test } from 'vitest';
import { epochMs } from '../../src/autoscaling/units.ts';
import { paceOf } from '../../src/session/director/pace.ts';
import { act, demoScenario } from './demo-scenario.ts';

const scenario = demoScenario([
  act('conflict', { fromSeconds: 45, toSeconds: 180 }),
  act('harmony', { fromSeconds: 180, toSeconds: 360 }),
]);

const at = (seconds: number) => epochMs(1_000_000 + seconds * 1000);

describe('the pace of a talk', () => {
  test('is not told before the first act', () => {
    expect(paceOf(scenario, { act: -1, cue: -1, autopilot: false }, at(10))).toBeUndefined();
  });

  test('is on plan while an act is within its time', () => {
    const director = { act: 0, cue: 1, autopilot: false, talkStartedAt: at(0), actStartedAt: at(0) };
    expect(paceOf(scenario, director, at(100))).toEqual({
      actMs: 100_000,
      actPlannedMs: 135_000,
      totalMs: 100_000,
      totalPlannedMs: 315_000,
      behindMs: 0,
    });
  });

  test('falls behind when an act goes on beyond its planned end', () => {
    const director = { act: 0, cue: 1, autopilot: false, talkStartedAt: at(0), actStartedAt: at(0) };
    expect(paceOf(scenario, director, at(150))?.behindMs).toBe(15_000);
  });

  test('is ahead when an act began earlier than planned', () => {
    const director = { act: 1, cue: -1, autopilot: false, talkStartedAt: at(0), actStartedAt: at(127) };
    expect(paceOf(scenario, director, at(130))?.behindMs).toBe(-8000);
  });

  test('counts the time until an act’s mode is in place as time that passes', () => {
    const director = { act: 1, cue: -1, autopilot: false, talkStartedAt: at(0) };
    expect(paceOf(scenario, director, at(145))?.behindMs).toBe(10_000);
  });

  test('stands still when the talk is over', () => {
    const director = {
      act: 1,
      cue: 0,
      autopilot: false,
      talkStartedAt: at(0),
      actStartedAt: at(135),
      talkEndedAt: at(310),
    };
    expect(paceOf(scenario, director, at(900))).toMatchObject({ totalMs: 310_000, behindMs: 0 });
  });
});
