import { describe, expect, test } from 'vitest';
import type { HpaDecision } from '../../src/autoscaling/hpa/contract.ts';
import type { HorizontalPodAutoscaler } from '../../src/autoscaling/objects.ts';
import { initialState } from '../../src/session/initial-state.ts';
import { explanations } from '../../src/session/insight/explanations.ts';
import { findings } from '../../src/session/insight/findings.ts';
import { nextStepOf } from '../../src/session/insight/next-step.ts';
import { refereeFacts } from '../../src/session/insight/referee-facts.ts';
import { remembered } from '../../src/session/insight/remembered.ts';
import type { Observation } from '../../src/session/observation.ts';
import { reduce } from '../../src/session/reduce/reduce.ts';
import { deleted, hpa, sample, second, start, upserted, web } from './objects.ts';

const fresh = initialState({ namespace: 'demo', workload: 'web' }, start);
const stateAfter = (...observations: readonly Observation[]) => reduce(fresh, observations);

const decision: HpaDecision = {
  at: second(10),
  current: 1,
  desired: 4,
  limitedBy: 'policy',
  metrics: [],
  steps: [{ step: 'policy', from: 8, to: 4, because: 'one pass goes up to 4 at most' }],
  conditions: [],
  events: [],
  status: null,
  history: { scaleUpEvents: [], scaleDownEvents: [] },
};
const made: Observation = {
  at: second(10),
  source: 'decisions',
  kind: 'decisionMade',
  hpa: { namespace: 'demo', name: 'a', uid: 'hpa-a' },
  decision,
};

describe('a remembered result', () => {
  test('is computed again only when one of its parts is another', () => {
    let computed = 0;
    const total = remembered<{ readonly a: number; readonly b: number }, number>(
      ({ a }) => [a],
      ({ a }) => {
        computed += 1;
        return a;
      },
    );
    expect([total({ a: 1, b: 1 }), total({ a: 1, b: 2 }), total({ a: 2, b: 2 }), computed]).toEqual([1, 1, 2, 2]);
  });
});

describe('explanations', () => {
  test('come from the decision where the controller tells it, else from what objects show', () => {
    const state = stateAfter(upserted(0, web(1)), upserted(0, hpa('b')), upserted(0, hpa('a')), made);
    expect(explanations(state).map(({ name, desired, limitedBy }) => [name, desired, limitedBy])).toEqual([
      ['a', 4, 'policy'],
      ['b', null, null],
    ]);
    expect(explanations(state)[0]?.lines[0]).toMatchObject({ step: 'policy', evidence: 'observed' });
  });

  test('stay the same while nothing they rest on changes', () => {
    const state = stateAfter(upserted(0, web(1)), upserted(0, hpa('a')), made);
    const later = reduce(state, [sample(12, 'queue', 5)]);
    expect(explanations(later)).toBe(explanations(state));
  });

  const scaled = (desired: number, percent: number): HorizontalPodAutoscaler => ({
    ...hpa('a'),
    spec: {
      ...hpa('a').spec,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
      ],
    },
    status: {
      currentReplicas: desired,
      desiredReplicas: desired,
      currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: percent } } }],
      conditions: [
        { type: 'AbleToScale', status: 'True', reason: percent < 45 ? 'ScaleDownStabilized' : 'ReadyForNewScale' },
        { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
      ],
    },
  });

  test('put together from objects tell when a held count ends, from what the run has watched', () => {
    const watched = [upserted(0, web(4)), upserted(10, scaled(4, 50)), upserted(25, scaled(4, 10))];
    const state = stateAfter(...watched);
    expect(state.hpaCounts.get('hpa-a')?.map(({ at, wants }) => [at, wants])).toEqual([
      [second(10), 4],
      [second(25), 1],
    ]);
    const held = explanations(state)[0]?.lines.find(({ step, until }) => step === 'stabilization' && until);
    expect(held).toMatchObject({ evidence: 'estimated', until: second(310) });
    expect(reduce(state, [deleted(30, scaled(4, 10))]).hpaCounts.size).toBe(0);
  });

  test('of an HPA with a quantity that is none are left out', () => {
    const broken: HorizontalPodAutoscaler = {
      ...scaled(4, 50),
      spec: {
        ...hpa('a').spec,
        metrics: [
          { type: 'Pods', pods: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '5x5' } } },
        ],
      },
    };
    expect(explanations(stateAfter(upserted(0, broken), upserted(0, hpa('b')))).map(({ name }) => name)).toEqual(['b']);
  });
});

describe('what the referee is told', () => {
  test('has the refusals of webhooks among the actions, and no other failure', () => {
    const refusal = 'admission webhook "vscaledobject.kb.io" denied the request: already managed';
    const failed = (id: number, message: string): Observation => ({
      at: second(id),
      source: 'session',
      kind: 'actionLogged',
      action: { id, command: 'kubectl apply', state: 'failed', message },
    });
    const state = stateAfter(failed(1, refusal), failed(2, 'connection refused'));
    expect(refereeFacts(state).refusals).toEqual([{ at: second(1), message: refusal }]);
  });

  test('leads to findings and the next step of the target', () => {
    const state = stateAfter(upserted(0, web(1)), upserted(0, hpa('a')), upserted(0, hpa('b')));
    expect(findings(state).map(({ id }) => id)).toContain('two-hpas-dormant');
    expect(nextStepOf(state)?.owner).toMatch(/^HPA [ab]$/);
  });

  test('is nothing yet before the workload was seen', () => {
    expect(nextStepOf(fresh)).toBeUndefined();
    expect(findings(fresh)).toEqual([]);
  });
});
