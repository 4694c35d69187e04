import { describe, expect, test } from 'vitest';
import { initialState } from '../../src/session/initial-state.ts';
import type { Observation } from '../../src/session/observation.ts';
import { bounds } from '../../src/session/reduce/bounds.ts';
import { reduce } from '../../src/session/reduce/reduce.ts';
import { deleted, event, hpa, pod, sample, second, start, upserted, web } from './objects.ts';

const fresh = initialState({ namespace: 'demo', workload: 'web' }, start);
const stateAfter = (...observations: readonly Observation[]) => reduce(fresh, observations);

describe('a batch', () => {
  test('leaves the state before it as it was and shares what it did not touch', () => {
    const before = stateAfter(upserted(1, pod('a', 1)), upserted(1, web(1)));
    const next = reduce(before, [upserted(2, pod('b', 2)), upserted(2, pod('c', 2))]);
    expect([...before.pods.keys()]).toEqual(['a']);
    expect([...next.pods.keys()]).toEqual(['a', 'b', 'c']);
    expect(next.deployments).toBe(before.deployments);
    expect(next.series).toBe(before.series);
    expect(next.now).toBe(second(2));
  });

  test('gives the same state in one piece or in many', () => {
    const stream = [
      upserted(1, web(1)),
      upserted(1, pod('a', 1)),
      sample(2, 'queue', 5),
      upserted(3, web(4, 'kube-controller-manager')),
      deleted(4, pod('a', 1)),
      sample(4, 'queue', null),
    ];
    const pieces = stream.reduce((state, observation) => reduce(state, [observation]), fresh);
    expect({ ...pieces, series: [] }).toEqual({ ...stateAfter(...stream), series: [] });
    expect(pieces.series.get('queue')?.view.length).toBe(2);
  });

  test('that is empty is the same state', () => {
    expect(reduce(fresh, [])).toBe(fresh);
  });

  test('with an unknown kind of observation changes only the time', () => {
    const future = { at: second(9), source: 'later', kind: 'tideTurned', height: 3 } as unknown as Observation;
    expect(stateAfter(future)).toEqual({ ...fresh, now: second(9) });
  });

  test('keeps a bounded number of events, the newest', () => {
    const state = stateAfter(
      ...Array.from({ length: bounds.events + 5 }, (_, index) =>
        upserted(index, event(index, 'Pod', 'p', 'Started', '')),
      ),
    );
    expect(state.events.size).toBe(bounds.events);
    expect(state.events.has('event-p-4')).toBe(false);
    expect(state.events.has(`event-p-${bounds.events + 4}`)).toBe(true);
  });
});

describe('replica paths', () => {
  test('name who wrote each count', () => {
    const state = stateAfter(
      upserted(0, web(1)),
      upserted(15, web(4, 'kube-controller-manager')),
      upserted(16, web(4, 'kube-controller-manager')),
      upserted(20, web(0, 'keda')),
      upserted(30, web(2, 'harmony')),
      upserted(40, web(3, 'kubectl')),
    );
    expect(state.replicaPaths.get('web')).toEqual([
      { at: second(0), replicas: 1 },
      { at: second(15), replicas: 4, by: 'hpa' },
      { at: second(20), replicas: 0, by: 'keda' },
      { at: second(30), replicas: 2, by: 'action' },
      { at: second(40), replicas: 3, by: 'kubectl' },
    ]);
  });

  const rescale = event(
    15,
    'HorizontalPodAutoscaler',
    'web-hpa',
    'SuccessfulRescale',
    'New size: 4; reason: cpu above target',
  );

  test.each([
    ['after', [upserted(15, web(4, 'kube-controller-manager')), upserted(15, rescale)]],
    ['before', [upserted(15, rescale), upserted(15, web(4, 'kube-controller-manager'))]],
  ])('name the HPA when its Event comes %s the change', (_, observations) => {
    const state = stateAfter(upserted(0, hpa('web-hpa')), upserted(0, web(1)), ...observations);
    expect(state.replicaPaths.get('web')?.at(-1)).toEqual({
      at: second(15),
      replicas: 4,
      by: 'hpa',
      autoscaler: 'web-hpa',
    });
  });

  test('take an Event of an autoscaler for nobody else’s change', () => {
    const state = stateAfter(
      upserted(0, hpa('web-hpa')),
      upserted(0, web(1)),
      upserted(15, web(4, 'harmony')),
      upserted(15, rescale),
    );
    expect(state.replicaPaths.get('web')?.at(-1)).toEqual({ at: second(15), replicas: 4, by: 'action' });
  });
});

describe('churn', () => {
  test('counts a birth once and a death when the pod begins to end', () => {
    const ending = pod('a', 1, { deletionTimestamp: '2025-01-01T00:00:40Z' });
    const state = stateAfter(
      upserted(1, pod('a', 1, {}, 'Pending')),
      upserted(2, pod('a', 1)),
      upserted(2, pod('b', 2)),
      upserted(10, ending),
      deleted(40, ending),
    );
    expect(state.churn).toEqual({
      started: 2,
      terminated: 1,
      births: [second(1), second(2)],
      deaths: [second(10)],
    });
    expect(state.populations.pods).toEqual([
      { at: second(1), count: 1 },
      { at: second(2), count: 2 },
      { at: second(40), count: 1 },
    ]);
  });

  test('pods that were there before the run are no births, and those of other workloads are not counted', () => {
    const job = pod('load', 3, {
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'j', uid: 'j', controller: true }],
    });
    const other = pod('other', 3, {
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'api-1', uid: 'r', controller: true }],
    });
    const state = stateAfter(upserted(1, pod('old', -600)), upserted(3, job), upserted(3, other));
    expect(state.churn.started).toBe(0);
    expect(state.populations.pods).toEqual([{ at: second(1), count: 1 }]);
  });
});

test('an action keeps the moment it began when it ends', () => {
  const logged = (seconds: number, state: 'running' | 'done'): Observation => ({
    at: second(seconds),
    source: 'session',
    kind: 'actionLogged',
    action: { id: 1, command: 'kubectl apply', state },
  });
  expect(stateAfter(logged(1, 'running'), logged(3, 'done')).actions).toEqual([
    { at: second(1), id: 1, command: 'kubectl apply', state: 'done' },
  ]);
});

test('played acts begin when their mode is in place and end with the next act or the talk', () => {
  const moved = (seconds: number, act: number, started?: number, ended?: number): Observation => ({
    at: second(seconds),
    source: 'session',
    kind: 'director',
    position: {
      act,
      cue: -1,
      autopilot: true,
      ...(started === undefined ? {} : { actStartedAt: second(started) }),
      ...(ended === undefined ? {} : { talkEndedAt: second(ended) }),
    },
  });
  const state = stateAfter(
    moved(0, 0),
    moved(2, 0, 2),
    moved(5, 0, 2),
    moved(60, 1),
    moved(61, 1, 61),
    moved(90, 1, 61, 90),
  );
  expect(state.acts).toEqual([
    { act: 0, startedAt: second(2), endedAt: second(60) },
    { act: 1, startedAt: second(61), endedAt: second(90) },
  ]);
});
