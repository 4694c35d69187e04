import { describe, expect, test } from 'vitest';
import { type EpochMs, epochMs } from '../../../src/autoscaling/units.ts';
import { ClusterFailOver } from '../../../src/cli/failover/cluster-fail-over.ts';
import type { OpenStandIn } from '../../../src/cli/failover/stand-in.ts';
import { initialState } from '../../../src/session/initial-state.ts';
import type { DirectorPosition, SourceHealth } from '../../../src/session/observation.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { type FakeSession, fakeSession } from '../../ui/support/fake-session.ts';

const at = (seconds: number): EpochMs => epochMs(1_000_000 + seconds * 1000);
const live: SourceHealth = { state: 'live' };
const refused: SourceHealth = { state: 'failed', reason: 'connection refused' };

function state(health: SourceHealth, director: DirectorPosition, mode = 'conflict'): SessionState {
  return {
    ...initialState({ namespace: 'meme-generator', workload: 'meme-backend' }, at(0)),
    sources: new Map([['pods', { health }]]),
    modes: [{ mode, at: at(100), phase: 'applied' }],
    director,
  };
}

const inActTwo: DirectorPosition = { act: 1, cue: 0, actStartedAt: at(100), talkStartedAt: at(40), autopilot: false };

/** A run on a cluster named kind-demo that answers, in the second act, and what may stand in for it. */
function openRun(director = inActTwo) {
  const carried: DirectorPosition[] = [];
  const session: FakeSession = {
    ...fakeSession(state(live, director)),
    identity: { badge: 'LIVE', context: 'kind-demo' },
  };
  const see = (seconds: number, health: SourceHealth) => session.set(state(health, director), at(seconds));
  session.carryOn = (position) => {
    carried.push(position);
    session.set(state(live, position), session.now());
  };
  let opened = 0;
  let closed = 0;
  const other = fakeSession(state(live, { ...inActTwo, cue: 1 }));
  const standIn: OpenStandIn = async () => {
    opened += 1;
    return {
      what: 'a stand-in',
      session: other,
      surroundings: {},
      async close() {
        closed += 1;
      },
    };
  };
  const failOver = new ClusterFailOver({ live: session, standIns: [async () => undefined, standIn] });
  return { session, see, failOver, other, carried, counts: () => ({ opened, closed }) };
}

/** The run without its cluster, shown by what stands in, at second 170. */
async function failedOver(director = inActTwo) {
  const run = openRun(director);
  run.see(150, refused);
  run.failOver.notice();
  run.see(170, refused);
  const turn = await run.failOver.turn();
  return { ...run, turn };
}

describe('a cluster that does not answer', () => {
  test('is left after as long as the scenario allows, which is said then', async () => {
    const { see, failOver, counts } = openRun();
    see(149, live);
    expect(failOver.notice()).toBeUndefined();
    await expect(failOver.turn()).rejects.toThrow('kind-demo answers: there is no need to carry on without it.');
    see(150, refused);
    expect(failOver.notice()).toBeUndefined();
    see(160, refused);
    expect(failOver.notice()).toBeUndefined();
    await expect(failOver.turn()).rejects.toThrow('kind-demo may come back: F carries on without it in 5 s.');
    see(165, refused);
    expect(failOver.notice()).toBe('kind-demo has not answered for 0:15: F carries on without it (connection refused)');
    expect(counts()).toEqual({ opened: 0, closed: 0 });
  });

  test('is stood in for by the first that can, and that is said', async () => {
    const { turn, other, failOver, counts } = await failedOver();
    expect(turn.session).toBe(other);
    expect(turn.remark).toBe('The show goes on, from a stand-in.');
    expect(failOver.notice()).toBeUndefined();
    await failOver.close();
    await failOver.close();
    expect(counts()).toEqual({ opened: 1, closed: 1 });
  });

  test('is not played by the autopilot any more, which goes on elsewhere', async () => {
    const { session, other } = await failedOver({ ...inActTwo, autopilot: true });
    expect(session.dispatched).toEqual([{ type: 'toggleAutopilot' }]);
    expect(other.dispatched).toEqual([{ type: 'toggleAutopilot' }]);
  });

  test('is not returned to before it answers', async () => {
    const { failOver } = await failedOver();
    await expect(failOver.turn()).rejects.toThrow('kind-demo does not answer yet: connection refused');
  });
});

describe('a cluster that answers again', () => {
  test('is returned to on demand, at the place that the talk has come to', async () => {
    const { session, see, failOver, other, carried, counts } = await failedOver();
    // The clock of what stands in is another one.
    other.set(state(live, { ...inActTwo, act: 2, cue: 0, actStartedAt: at(5000) }), at(5012));
    see(200, live);
    expect(failOver.notice()).toBe('kind-demo answers again: F returns to it');
    const turn = await failOver.turn();
    expect(turn.session).toBe(session);
    expect(turn.surroundings).toEqual({});
    expect(turn.remark).toBe('Back on kind-demo.');
    expect(carried).toEqual([expect.objectContaining({ act: 2, cue: 0, actStartedAt: at(188) })]);
    expect(failOver.notice()).toBeUndefined();
    expect(counts()).toEqual({ opened: 1, closed: 1 });
  });

  test('is said to be in another mode than the talk, with the key that changes that', async () => {
    const { see, failOver, other } = await failedOver();
    other.set(state(live, { ...inActTwo, act: 2 }, 'harmony'), at(170));
    see(200, live);
    const { remark } = await failOver.turn();
    expect(remark).toBe(
      'Back on kind-demo. The talk is in mode One shared signal, the cluster in HPA against KEDA: h switches.',
    );
  });

  test('may be lost again', async () => {
    const { see, failOver, counts } = await failedOver();
    see(200, live);
    await failOver.turn();
    see(210, refused);
    failOver.notice();
    see(225, refused);
    await failOver.turn();
    expect(counts()).toEqual({ opened: 2, closed: 1 });
  });
});

test('what is opened while the run is being left is closed, too', async () => {
  const { see, failOver, counts } = openRun();
  see(150, refused);
  failOver.notice();
  see(170, refused);
  const turn = failOver.turn();
  await failOver.close();
  await turn;
  expect(counts()).toEqual({ opened: 1, closed: 1 });
});
