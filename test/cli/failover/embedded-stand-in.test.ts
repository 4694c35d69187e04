import { expect, test } from 'vitest';
import { type EpochMs, epochMs } from '../../../src/autoscaling/units.ts';
import { openEmbeddedStandIn } from '../../../src/cli/failover/embedded-stand-in.ts';
import { untilShown } from '../../../src/cli/failover/until-shown.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { initialState } from '../../../src/session/initial-state.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { fakeSession } from '../../ui/support/fake-session.ts';

const scenario = loadScenario('meme-generator');
const load = scenario.loads[0]?.id ?? '';
const at = (seconds: number): EpochMs => epochMs(Date.UTC(2026, 0, 1) + seconds * 1000);

/** A run in the middle of its conflict, seventy seconds into the act; the burst was started after ten. */
function conflict() {
  const state: SessionState = {
    ...initialState({ namespace: 'meme-generator', workload: 'meme-backend' }, at(0)),
    modes: [{ mode: 'conflict', at: at(94), phase: 'applied' }],
    loads: new Map([[load, { id: load, state: 'complete', startedAt: at(110) }]]),
    director: { act: 1, cue: 1, actStartedAt: at(100), talkStartedAt: at(50), autopilot: false },
  };
  const session = fakeSession(state);
  session.set(state, at(170));
  return session;
}

test('an embedded cluster comes to the same place: its mode, its loads, its clocks, and time that goes on', async () => {
  const standIn = await openEmbeddedStandIn(conflict(), scenario);
  try {
    const { session } = standIn;
    const now = session.now();
    expect(session.identity).toMatchObject({ badge: 'EMBEDDED', standsInFor: 'harmony-embedded' });
    // Time goes on: what is seen after that is on the screen, too.
    await untilShown(session.store, (state) => state.now > now);
    const { director, modes, loads, replicaPaths } = session.store.getState();
    const { act, cue, actStartedAt = at(0), talkStartedAt = at(0), autopilot } = director;
    expect({ act, cue, autopilot }).toEqual({ act: 1, cue: 1, autopilot: false });
    expect(Math.round((now - actStartedAt) / 1000)).toBe(70);
    expect(Math.round((now - talkStartedAt) / 1000)).toBe(120);
    expect(modes.at(-1)).toMatchObject({ mode: 'conflict', phase: 'applied' });
    expect(Math.round(((loads.get(load)?.startedAt ?? 0) - actStartedAt) / 1000)).toBe(10);
    // Two autoscalers in conflict have been at work for a minute.
    expect(replicaPaths.get('meme-backend')?.length).toBeGreaterThan(3);
  } finally {
    await standIn.close();
  }
});

test('a run before its first act is met in its mode', async () => {
  const run = fakeSession({
    ...initialState({ namespace: 'meme-generator', workload: 'meme-backend' }, at(0)),
    modes: [{ mode: 'keda-only', at: at(30), phase: 'applied' }],
  });
  run.set(run.store.getState(), at(60));
  const standIn = await openEmbeddedStandIn(run, scenario);
  try {
    const state = standIn.session.store.getState();
    expect(state.modes.at(-1)).toMatchObject({ mode: 'keda-only', phase: 'applied' });
    expect(state.director).toEqual({ act: -1, cue: -1, autopilot: false });
  } finally {
    await standIn.close();
  }
});
