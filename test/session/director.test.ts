import { afterEach, describe, expect, test } from 'vitest';
import type { Act, Cue } from '../../src/scenario/model.ts';
import { openSession } from '../../src/session/open-session.ts';
import type { Session } from '../../src/session/session.ts';
import { act, demoScenario } from './demo-scenario.ts';
import { MemoryCluster } from './memory-cluster.ts';
import { web } from './objects.ts';

const webRef = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'demo', name: 'web' };
let session: Session;
afterEach(() => session.close());

function open(...acts: readonly Act[]) {
  const cluster = new MemoryCluster();
  cluster.put(web(1));
  session = openSession({ cluster, scenario: demoScenario(acts), frames: cluster.clock, mode: 'baseline' });
  return { cluster, openedAt: cluster.clock.now() };
}

const place = () => {
  const { act: number, cue } = session.store.getState().director;
  return [number, cue];
};

const peakOver = (value: number): NonNullable<Cue['wait']> => ({
  until: {
    text: `replicas.peak > ${value}`,
    expression: {
      kind: 'compare',
      left: { kind: 'figure', path: 'replicas.peak' },
      operator: '>',
      right: { kind: 'number', value },
    },
  },
  minSeconds: 5,
  maxSeconds: 20,
});

describe('cue by cue', () => {
  test('each step does what stands there, and an act begins with its mode', async () => {
    const { cluster } = open(
      act('one', { cues: [{ say: 'hello' }, { do: { load: 'burst' } }] }),
      act('two', { mode: 'keda' }),
    );
    const next = async () => {
      const outcome = session.dispatch({ type: 'nextCue' });
      await cluster.pass(5);
      return [await outcome, ...place()];
    };
    expect(await next()).toEqual([{ ok: true }, 0, -1]);
    expect(cluster.writes).toEqual([]);
    expect(await next()).toEqual([{ ok: true }, 0, 0]);
    expect(await next()).toEqual([{ ok: true }, 0, 1]);
    expect(cluster.writes).toEqual(['apply Job burst']);
    expect(await next()).toEqual([{ ok: true }, 1, -1]);
    expect(cluster.writes.slice(1)).toEqual(['scale web 2', 'apply ScaledObject web']);
    expect(await next()).toEqual([{ ok: true }, 1, -1]);
    expect(session.store.getState().director.talkEndedAt).toBeDefined();
    expect(session.refusal({ type: 'nextCue' })).toBe('the talk is over');
    expect(session.refusal({ type: 'toggleAutopilot' })).toBe('the talk is over');
  });

  test('a step back turns the page within the act and undoes nothing', async () => {
    const { cluster } = open(act('one', { cues: [{ do: { load: 'burst' } }] }));
    expect(session.refusal({ type: 'previousCue' })).toBe('no cue of this act has been reached yet');
    await session.dispatch({ type: 'nextCue' });
    await session.dispatch({ type: 'nextCue' });
    await session.dispatch({ type: 'previousCue' });
    await cluster.pass(1);
    expect(place()).toEqual([0, -1]);
    expect(cluster.writes).toEqual(['apply Job burst']);
  });

  test('a skipped cue enters its mode and starts no load', async () => {
    const { cluster } = open(act('one', { cues: [{ do: { load: 'burst' } }, { do: { mode: 'keda' } }] }));
    await session.dispatch({ type: 'nextCue' });
    expect(await session.dispatch({ type: 'skipCue' })).toEqual({ ok: true });
    await cluster.pass(1);
    expect([place(), cluster.writes]).toEqual([[0, 0], []]);
    const second = session.dispatch({ type: 'skipCue' });
    await cluster.pass(5);
    expect([await second, ...place()]).toEqual([{ ok: true }, 0, 1]);
    expect(cluster.writes).toEqual(['scale web 2', 'apply ScaledObject web']);
    expect(session.refusal({ type: 'skipCue' })).toBe('this act has no further cue');
  });

  test('an act can be gone to, also when the talk is over, and begins with its mode', async () => {
    const { cluster } = open(act('one'), act('two', { mode: 'keda' }), act('three'));
    const go = async (number: number) => {
      const outcome = session.dispatch({ type: 'goToAct', act: number });
      await cluster.pass(5);
      return [await outcome, ...place()];
    };
    expect(await go(1)).toEqual([{ ok: true }, 1, -1]);
    expect(cluster.writes).toEqual(['scale web 2', 'apply ScaledObject web']);
    expect(await go(2)).toEqual([{ ok: true }, 2, -1]);
    await session.dispatch({ type: 'nextCue' });
    expect(session.store.getState().director.talkEndedAt).toBeDefined();
    expect(await go(0)).toEqual([{ ok: true }, 0, -1]);
    expect(session.store.getState().director.talkEndedAt).toBeUndefined();
    expect(session.refusal({ type: 'goToAct', act: 3 })).toBe('there is no act 4');
  });

  test('without acts there is no next cue', () => {
    open();
    expect(session.refusal({ type: 'nextCue' })).toBe('this scenario has no acts');
  });
});

describe('the autopilot', () => {
  const cueTimes: [number, number, number][] = [];
  function follow(openedAt: number) {
    cueTimes.length = 0;
    session.store.subscribe(() => {
      const [actIndex = 0, cue = 0] = place();
      const last = cueTimes.at(-1);
      const at = Math.floor((session.store.getState().now - openedAt) / 1000);
      if (last?.[1] !== actIndex || last[2] !== cue) cueTimes.push([at, actIndex, cue]);
    });
  }

  test('goes on when a condition holds, not before its minimum and not after its maximum, and keeps an act to its planned time', async () => {
    const { cluster, openedAt } = open(
      act('one', {
        toSeconds: 40,
        cues: [{ wait: peakOver(1) }, { wait: peakOver(3) }, { wait: peakOver(99) }],
      }),
      act('two', { toSeconds: 10, cues: [{ wait: { minSeconds: 3, maxSeconds: 3 } }] }),
    );
    follow(openedAt);
    await session.dispatch({ type: 'toggleAutopilot' });
    await cluster.pass(1);
    cluster.scaleBy(webRef, 2, 'kube-controller-manager');
    await cluster.pass(8);
    cluster.scaleBy(webRef, 4, 'kube-controller-manager');
    await cluster.pass(60);
    // Met at once but held for 5 s; met after 10 s; never met, so 20 s; then the rest of the 40 s.
    expect(cueTimes.map(([at, ...where]) => [at, where.join('.')])).toEqual([
      [0, '0.-1'],
      [1, '0.0'],
      [6, '0.1'],
      [11, '0.2'],
      [40, '1.-1'],
      [41, '1.0'],
    ]);
    const { acts, director } = session.store.getState();
    expect(
      acts.map(({ startedAt, endedAt = 0 }) => [(startedAt - openedAt) / 1000, (endedAt - openedAt) / 1000]),
    ).toEqual([
      [0, 40],
      [40, 50],
    ]);
    expect(director.autopilot).toBe(false);
  });

  test('hands over when a cue cannot be carried out', async () => {
    const { cluster } = open(act('one', { cues: [{ do: { load: 'burst' } }] }));
    cluster.admit = () => {
      throw new Error('no');
    };
    await session.dispatch({ type: 'toggleAutopilot' });
    await cluster.pass(10);
    expect(session.store.getState().director).toMatchObject({ act: 0, cue: 0, autopilot: false });
    expect(cluster.virtual.nextDueAt()).toBeUndefined();
  });
});
