import { describe, expect, test } from 'vitest';
import type { HpaDecision } from '../../src/autoscaling/hpa/contract.ts';
import type { HorizontalPodAutoscaler, MetricStatus, Pod } from '../../src/autoscaling/objects.ts';
import { formatTime } from '../../src/autoscaling/units.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { initialState } from '../../src/session/initial-state.ts';
import { ladderOf } from '../../src/session/insight/figures/ladder.ts';
import { lagPlacesOf } from '../../src/session/insight/figures/lag-places.ts';
import { rangeOfMode } from '../../src/session/insight/figures/replica-range.ts';
import { stabilityOf } from '../../src/session/insight/figures/stability.ts';
import type { Observation } from '../../src/session/observation.ts';
import { reduce } from '../../src/session/reduce/reduce.ts';
import { deleted, hpa, pod, sample, second, start, upserted, web } from './objects.ts';

const scenario = loadScenario('meme-generator');
const fresh = initialState({ namespace: 'demo', workload: 'web' }, start);
const stateAfter = (...observations: readonly Observation[]) => reduce(fresh, observations);

/** An HPA of KEDA's on the lag of stream MEMES, as its last pass left it. */
function lagHpa(averageValue: string, replicas: number): HorizontalPodAutoscaler {
  const name = 's0-nats-jetstream-MEMES';
  const current: MetricStatus = { type: 'External', external: { metric: { name }, current: { averageValue } } };
  return {
    ...hpa('keda'),
    spec: {
      ...hpa('keda').spec,
      metrics: [
        { type: 'External', external: { metric: { name }, target: { type: 'AverageValue', averageValue: '5' } } },
      ],
    },
    status: { currentReplicas: replicas, desiredReplicas: 10, currentMetrics: [current] },
  };
}

function passed(atSecond: number, desired: number, ratio: number, hpaName = 'a'): Observation {
  const decision: HpaDecision = {
    at: second(atSecond),
    current: 1,
    desired,
    limitedBy: null,
    metrics: [
      {
        name: 'external metric s0-nats-jetstream-MEMES',
        type: 'External',
        usage: String(ratio * 5),
        ratio,
        target: '5',
        tolerance: { down: 0.1, up: 0.1 },
        proposed: desired,
        counted: { ready: 0, unready: [], missing: [], ignored: [] },
      },
    ],
    steps: [],
    conditions: [],
    events: [],
    status: null,
    history: { scaleUpEvents: [], scaleDownEvents: [] },
  };
  const decided = { namespace: 'demo', name: hpaName, uid: `hpa-${hpaName}` };
  return { at: second(atSecond), source: 'decisions', kind: 'decisionMade', hpa: decided, decision };
}

function queued(atSecond: number, pending: number, ackPending: number): readonly Observation[] {
  return [
    sample(atSecond, 'queue', pending + ackPending),
    sample(atSecond, 'queue:pending', pending),
    sample(atSecond, 'queue:ackPending', ackPending),
  ];
}

function withConditions(name: string, bornSecond: number, scheduledAt: number, readyAt: number | undefined): Pod {
  const since = (seconds: number) => ({ status: 'True' as const, lastTransitionTime: formatTime(second(seconds)) });
  return {
    ...pod(name, bornSecond),
    status: {
      phase: 'Running',
      conditions: [
        { type: 'PodScheduled', ...since(scheduledAt) },
        ...(readyAt === undefined ? [] : [{ type: 'Ready', ...since(readyAt) }]),
      ],
    },
  };
}

describe('the flap budget of a run', () => {
  test('comes from the range of the autoscalers, and there is none without them', () => {
    const bare = stateAfter(upserted(0, web(1)), upserted(1, pod('a', 1)));
    expect(stabilityOf(bare)).toMatchObject({ flapBudget: null, churnPerMinute: 1 });
    const scaled = reduce(bare, [upserted(2, hpa('a')), deleted(3, pod('a', 1))]);
    expect(stabilityOf(scaled).flapBudget).toMatchObject({ budget: 18, starts: 1, stops: 1, left: 16 });
  });

  test('recovers with time, though nothing else changes', () => {
    const state = stateAfter(upserted(1, hpa('a')), upserted(1, pod('a', 1)));
    expect(stabilityOf({ ...state, now: second(590) })).toMatchObject({ flapBudget: { left: 17 }, churnPerMinute: 0 });
    expect(stabilityOf({ ...state, now: second(602) }).flapBudget?.left).toBe(18);
  });

  test('of a mode that is gone is known by its manifests', () => {
    expect(rangeOfMode(scenario, 'conflict')).toEqual({ min: 1, max: 10 });
    expect(rangeOfMode(scenario, 'no such mode')).toBeUndefined();
  });
});

describe('the places where lag is known', () => {
  const placesOf = (...observations: readonly Observation[]) =>
    lagPlacesOf({ scenario, state: stateAfter(...observations) });

  test('agree while the HPA has just read what the broker has', () => {
    const places = placesOf(...queued(9, 5940, 60), upserted(10, lagHpa('600', 10)), ...queued(10, 5930, 60));
    expect(places?.isScaledOn).toBe(true);
    expect(places?.positions.map(({ place, lag }) => [place, lag])).toEqual([
      ['broker', 5990],
      ['keda', 5990],
      ['external', null],
      ['hpa', 6000],
    ]);
    expect(places?.drifts).toEqual([]);
  });

  test('drift when the queue moves on, without a reason but the age', () => {
    const places = placesOf(...queued(10, 5940, 60), upserted(10, lagHpa('600', 10)), ...queued(24, 3000, 60));
    expect(places?.drifts).toEqual([{ place: 'hpa', lag: 6000, at: second(10) }]);
  });

  test('drift with the reason when a reading was off at its own moment', () => {
    const places = placesOf(...queued(10, 3000, 900), upserted(10, lagHpa('300', 10)), ...queued(12, 3000, 900));
    expect(places?.drifts[0]).toMatchObject({ place: 'hpa', reason: 'counts pending only, without ack pending' });
  });

  test('a reading between two samples of a growing queue is none that is off', () => {
    const places = placesOf(...queued(9, 0, 0), upserted(9.5, lagHpa('3000', 1)), ...queued(10, 6000, 0));
    expect(places?.drifts[0]).not.toHaveProperty('reason');
  });

  test('name no reader when no HPA of the workload scales on the queue', () => {
    expect(placesOf(...queued(10, 10, 0), upserted(10, hpa('a')))?.isScaledOn).toBe(false);
  });
});

describe('the latency ladder of a run', () => {
  const load: Observation = {
    at: second(10),
    source: 'session',
    kind: 'loadChanged',
    load: { id: 'burst-6000', state: 'running', startedAt: second(10) },
  };
  const burst = [
    upserted(0, web(1)),
    upserted(0, hpa('a')),
    ...queued(9, 0, 0),
    load,
    ...queued(11, 0, 0),
    ...queued(12, 3000, 0),
    passed(15, 10, 600),
    upserted(15.1, web(10)),
    upserted(15.4, withConditions('p', 15, 15, undefined)),
    upserted(21.2, withConditions('p', 15, 15, 21)),
    ...queued(22, 2900, 60),
  ];
  const seconds = (...observations: readonly Observation[]) =>
    ladderOf({ scenario, state: stateAfter(...observations) })?.rungs.map(({ sinceLoadMs }) =>
      sinceLoadMs === null ? null : sinceLoadMs / 1000,
    );

  test('is none before a load, and has every rung at its moment after it', () => {
    expect(seconds(...queued(9, 0, 0))).toBeUndefined();
    expect(seconds(...burst)).toEqual([0, 2, 5, 5, 5.1, 5.4, 11.2, 12]);
  });

  test('keeps its rungs when the pods and the HPA are gone', () => {
    const gone = [deleted(60, withConditions('p', 15, 15, undefined)), deleted(61, hpa('a'))];
    expect(seconds(...burst, ...gone)).toEqual(seconds(...burst));
  });

  test('counts a pass once that is told again to somebody who joins late', () => {
    const state = stateAfter(...burst, passed(15, 10, 600));
    expect(state.hpaPasses.get('web')).toEqual([{ at: second(15), hpa: 'a', desired: 10, ratio: 600 }]);
  });

  test('reads passes off the status where the controller tells no decisions', () => {
    const shown = (desired: number, percent: number): HorizontalPodAutoscaler => ({
      ...hpa('a'),
      spec: {
        ...hpa('a').spec,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
        ],
      },
      status: {
        currentReplicas: 1,
        desiredReplicas: desired,
        currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: percent } } }],
        conditions: [
          { type: 'AbleToScale', status: 'True', reason: 'ReadyForNewScale' },
          { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
        ],
      },
    });
    const state = stateAfter(upserted(0, web(1)), upserted(5, shown(1, 50)), upserted(20, shown(4, 200)));
    expect(state.hpaPasses.get('web')).toEqual([
      { at: second(5), hpa: 'a', desired: 1, ratio: 1 },
      { at: second(20), hpa: 'a', desired: 4, ratio: 4 },
    ]);
  });

  test('takes the moments of a pod that was there before from the API, and of others from when they were seen', () => {
    const state = stateAfter(
      upserted(60, withConditions('old', 10, 11, 20)),
      upserted(61.2, withConditions('new', 61, 61, undefined)),
    );
    expect([...state.podStarts.values()]).toEqual([
      { createdAt: second(10), scheduledAt: second(11), readyAt: second(20) },
      { createdAt: second(61.2), scheduledAt: second(61.2), readyAt: null },
    ]);
  });
});
