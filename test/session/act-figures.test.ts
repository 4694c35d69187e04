import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/scenario/model.ts';
import { actFigures, replicaPath } from '../../src/session/act-figures.ts';
import { initialState } from '../../src/session/initial-state.ts';
import type { Observation } from '../../src/session/observation.ts';
import { reduce } from '../../src/session/reduce/reduce.ts';
import { demoScenario } from './demo-scenario.ts';
import { pod, sample, second, start, upserted, web } from './objects.ts';

const look = { unit: '', title: '', everySeconds: 1, namespace: 'demo' };
const scenario: Scenario = {
  ...demoScenario(),
  signals: {
    queue: {
      ...look,
      kind: 'nats-jetstream',
      id: 'queue',
      service: 'nats',
      port: 8222,
      account: 'A',
      stream: 'S',
      consumer: 'C',
      sla: 40,
      lagThreshold: 5,
    },
    metrics: [{ ...look, kind: 'resource', id: 'cpu', resource: 'cpu', podSelector: 'app=web' }],
    throttling: { ...look, kind: 'prometheus', id: 'throttling', service: 'prometheus', port: 9090, query: 'q' },
  },
};

function requesting(cpu: string, replicas: number, manager?: string) {
  const deployment = web(replicas, manager);
  const spec = { containers: [{ name: 'c', resources: { requests: { cpu } } }] };
  return { ...deployment, spec: { ...deployment.spec, template: { ...deployment.spec.template, spec } } };
}

const figuresOf = (...observations: readonly Observation[]) =>
  actFigures(scenario, reduce(initialState({ namespace: 'demo', workload: 'web' }, start), observations), {
    from: second(10),
    to: second(70),
  });

describe('the figures of an act', () => {
  const figures = figuresOf(
    upserted(0, requesting('50m', 1)),
    upserted(1, pod('a', 1)),
    upserted(20, requesting('50m', 4, 'kube-controller-manager')),
    upserted(20, pod('b', 20)),
    upserted(30, requesting('50m', 2, 'kube-controller-manager')),
    upserted(40, requesting('50m', 0, 'keda')),
    upserted(50, requesting('50m', 1, 'harmony')),
    sample(10, 'queue', 0),
    sample(20, 'queue', 60),
    sample(40, 'queue', 10),
    sample(60, 'queue', 0),
    sample(15, 'cpu', 0.01),
    sample(25, 'cpu', null),
    sample(35, 'cpu', 0.04),
    sample(30, 'throttling', 0.83),
    sample(20, 'productivity', 2),
    sample(30, 'productivity', 4),
    sample(80, 'productivity', 100),
  );

  test('tell of replicas and who turned them around', () => {
    expect(figures).toMatchObject({
      'replicas.min': 0,
      'replicas.peak': 4,
      'replicas.final': 1,
      'replicas.now': 1,
      rescales: 3,
      reversals: 1,
      podsStarted: 1,
      podsTerminated: 0,
    });
  });

  test('tell of the queue, of CPU and of productivity', () => {
    expect(figures).toMatchObject({
      'queue.peak': 60,
      'queue.now': 0,
      'queue.drainedAtSecond': 50,
      'queue.secondsOverSla': 20,
      'cpu.averageUtilizationPeak': 80,
      'cpu.throttledRatioPeak': 0.83,
      'productivity.mean': 3,
    });
  });

  test('hold the pods against what the lag needed', () => {
    // One pod for ten seconds, then two for fifty; needed were 1, 12, 2 and 1 of them.
    expect(figures).toMatchObject({ podSeconds: 10 + 100, wastedPodSeconds: 10, seconds: 60 });
  });

  test('are null where nothing was measured', () => {
    const nothing = figuresOf();
    const unknown = Object.entries(nothing).flatMap(([figure, value]) => (value === null ? [figure] : []));
    expect(unknown).toEqual([
      'replicas.min',
      'replicas.peak',
      'replicas.final',
      'replicas.now',
      'queue.peak',
      'queue.now',
      'queue.drainedAtSecond',
      'cpu.averageUtilizationPeak',
      'cpu.throttledRatioPeak',
      'productivity.mean',
      'nodes.peak',
      'nodes.now',
      'costUsd',
    ]);
    expect(nothing).toMatchObject({ rescales: 0, podSeconds: 0, 'queue.secondsOverSla': 0, 'replicas.peak': null });
  });

  test('count each end of a load once, in the act it falls into', () => {
    const changed = (at: number, state: 'running' | 'complete' | 'failed', startedAt: number): Observation => ({
      at: second(at),
      source: 'session',
      kind: 'loadChanged',
      load: { id: 'spike', state, startedAt: second(startedAt), ...(state !== 'running' && { endedAt: second(at) }) },
    });
    const ended = { ...changed(20, 'failed', 10) };
    const observations = [
      changed(10, 'running', 10),
      ended,
      // Its last words arrive after its end.
      ended,
      changed(30, 'running', 30),
      changed(40, 'complete', 30),
      changed(80, 'complete', 70),
    ];
    const state = reduce(initialState({ namespace: 'demo' }, start), observations);
    const between = (from: number, to: number) => actFigures(scenario, state, { from: second(from), to: second(to) });
    expect(between(0, 60)).toMatchObject({ 'loads.completed': 1, 'loads.failed': 1 });
    expect(between(60, 120)).toMatchObject({ 'loads.completed': 1, 'loads.failed': 0 });
  });

  test('have the path in seconds of the act', () => {
    const observations = [upserted(0, web(1)), upserted(20, web(4)), upserted(90, web(9))];
    const state = reduce(initialState({ namespace: 'demo' }, start), observations);
    expect(replicaPath(scenario, state, { from: second(10), to: second(70) })).toEqual([
      [0, 1],
      [10, 4],
    ]);
  });
});
