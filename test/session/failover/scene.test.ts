import { describe, expect, test } from 'vitest';
import { type EpochMs, epochMs } from '../../../src/autoscaling/units.ts';
import { carriedPosition } from '../../../src/session/failover/carried-position.ts';
import { actMomentOf, sameMoment } from '../../../src/session/failover/same-moment.ts';
import { sceneOf } from '../../../src/session/failover/scene.ts';
import { initialState } from '../../../src/session/initial-state.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { act, demoScenario } from '../demo-scenario.ts';

const at = (seconds: number): EpochMs => epochMs(seconds * 1000);
const scenario = demoScenario([act('one'), act('two', { mode: 'both' })]);
const state = (change: Partial<SessionState>): SessionState => ({
  ...initialState({ namespace: 'demo', workload: 'web' }, at(0)),
  ...change,
});

describe('the scene of a run', () => {
  test('begins with its act, and has what was done since', () => {
    const scene = sceneOf(
      scenario,
      state({
        director: { act: 1, cue: 0, actStartedAt: at(100), talkStartedAt: at(20), autopilot: false },
        modes: [
          { mode: 'both', at: at(96), phase: 'applied' },
          { mode: 'keda', at: at(150), phase: 'applied' },
          { mode: 'baseline', at: at(160), phase: 'failed' },
        ],
        loads: new Map([['burst', { id: 'burst', state: 'complete', startedAt: at(110) }]]),
      }),
      at(170),
    );
    expect(scene).toEqual({
      beganAt: at(100),
      mode: 'both',
      steps: [
        { afterMs: 10_000, action: { type: 'startLoad', load: 'burst' } },
        { afterMs: 50_000, action: { type: 'flipMode', mode: 'keda' } },
      ],
    });
  });

  test('has a load that is still at work from the act before, and none that is over', () => {
    const director = { act: 1, cue: -1, actStartedAt: at(100), autopilot: false };
    const load = { id: 'burst', startedAt: at(90) };
    const steps = (loadState: 'running' | 'complete') =>
      sceneOf(scenario, state({ director, loads: new Map([['burst', { ...load, state: loadState }]]) }), at(120)).steps;
    expect(steps('running')).toEqual([{ afterMs: 0, action: { type: 'startLoad', load: 'burst' } }]);
    expect(steps('complete')).toEqual([]);
  });

  test('begins with the mode where there is no act, and in the baseline where there is neither', () => {
    const modes = [{ mode: 'keda', at: at(50), phase: 'applied' }] as const;
    expect(sceneOf(scenario, state({ modes }), at(70))).toEqual({ beganAt: at(50), mode: 'keda', steps: [] });
    expect(sceneOf(scenario, state({}), at(70))).toEqual({ beganAt: at(0), mode: 'baseline', steps: [] });
  });

  test('goes back ten minutes at most', () => {
    expect(sceneOf(scenario, state({}), at(4000)).beganAt).toBe(at(3400));
  });
});

describe('a place of the talk', () => {
  test('has as much behind it on another clock', () => {
    const position = { act: 1, cue: 2, actStartedAt: at(100), talkStartedAt: at(20), autopilot: true };
    expect(carriedPosition(position, at(130), at(1030))).toEqual({
      act: 1,
      cue: 2,
      actStartedAt: at(1000),
      talkStartedAt: at(920),
      autopilot: true,
    });
    expect(carriedPosition({ act: -1, cue: -1, autopilot: false }, at(1), at(9))).toEqual({
      act: -1,
      cue: -1,
      autopilot: false,
    });
  });

  test('is found in a run that is over, the last time it was there', () => {
    const director = { act: 1, cue: 0, actStartedAt: at(100), autopilot: false };
    const moment = actMomentOf({ director }, at(130));
    expect(moment).toEqual({ act: 1, elapsedMs: 30_000 });
    const played = (...acts: SessionState['acts']) =>
      sameMoment({ acts, now: at(5000) }, { act: 1, elapsedMs: 30_000 });
    const first = { act: 1, startedAt: at(1000), endedAt: at(1200) };
    expect(played({ act: 0, startedAt: at(900), endedAt: at(990) }, first)).toBe(at(1030));
    expect(played(first, { act: 1, startedAt: at(2000) })).toBe(at(2030));
    expect(played(first, { act: 1, startedAt: at(2000), endedAt: at(2010) })).toBe(at(1030));
    expect(played({ act: 1, startedAt: at(1000), endedAt: at(1030) })).toBeUndefined();
    expect(played({ act: 0, startedAt: at(1000) })).toBeUndefined();
  });

  test('is none before the first act and after the talk', () => {
    expect(actMomentOf({ director: { act: -1, cue: -1, autopilot: false } }, at(9))).toBeUndefined();
    const over = { act: 1, cue: 0, actStartedAt: at(1), talkEndedAt: at(5), autopilot: false };
    expect(actMomentOf({ director: over }, at(9))).toBeUndefined();
  });
});
