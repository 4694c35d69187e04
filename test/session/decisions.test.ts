import { describe, expect, test } from 'vitest';
import type { HpaDecision } from '../../src/autoscaling/hpa/contract.ts';
import type { DecisionHandler } from '../../src/cluster/port.ts';
import { initialState } from '../../src/session/initial-state.ts';
import type { Observation } from '../../src/session/observation.ts';
import { openSession } from '../../src/session/open-session.ts';
import { bounds } from '../../src/session/reduce/bounds.ts';
import { reduce } from '../../src/session/reduce/reduce.ts';
import { demoScenario } from './demo-scenario.ts';
import { MemoryCluster } from './memory-cluster.ts';
import { deleted, hpa, second, start, upserted } from './objects.ts';

const fresh = initialState({ namespace: 'demo', workload: 'web' }, start);

function decision(atSecond: number, desired: number): HpaDecision {
  return {
    at: second(atSecond),
    current: 1,
    desired,
    limitedBy: null,
    metrics: [],
    steps: [{ step: 'bounds', from: desired, to: desired, because: `${desired} lies within` }],
    conditions: [],
    events: [],
    status: null,
    history: { scaleUpEvents: [], scaleDownEvents: [] },
  };
}

function made(atSecond: number, name: string, desired: number): Observation {
  return {
    at: second(atSecond),
    source: 'decisions',
    kind: 'decisionMade',
    hpa: { namespace: 'demo', name, uid: `hpa-${name}` },
    decision: decision(atSecond, desired),
  };
}

describe('decisions', () => {
  test('are kept one per HPA, the latest', () => {
    const state = reduce(fresh, [made(1, 'a', 2), made(2, 'b', 3), made(16, 'a', 4)]);
    expect(
      [...state.decisions].map(
        ([
          uid,
          {
            at,
            decision: { desired },
          },
        ]) => [uid, at, desired],
      ),
    ).toEqual([
      ['hpa-b', second(2), 3],
      ['hpa-a', second(16), 4],
    ]);
  });

  test('go with their HPA', () => {
    const state = reduce(fresh, [upserted(0, hpa('a')), made(1, 'a', 2), made(1, 'b', 2), deleted(5, hpa('a'))]);
    expect([...state.decisions.keys()]).toEqual(['hpa-b']);
  });

  test('are bounded in number', () => {
    const many = Array.from({ length: bounds.decisions + 3 }, (_, index) => made(index, `n${index}`, 1));
    const { decisions } = reduce(fresh, many);
    expect(decisions.size).toBe(bounds.decisions);
    expect(decisions.has('hpa-n2')).toBe(false);
  });
});

/** A cluster whose HPA controller tells what it decides. */
class TalkativeCluster extends MemoryCluster {
  readonly listeners = new Set<DecisionHandler>();

  watchDecisions(handler: DecisionHandler) {
    this.listeners.add(handler);
    return () => void this.listeners.delete(handler);
  }
}

test('a session hears the decisions of its namespace until it is closed', async () => {
  const cluster = new TalkativeCluster();
  const session = openSession({ cluster, scenario: demoScenario(), frames: cluster.clock });
  for (const tell of cluster.listeners) {
    tell({ namespace: 'demo', name: 'a', uid: 'a' }, decision(0, 2));
    tell({ namespace: 'elsewhere', name: 'b', uid: 'b' }, decision(0, 2));
  }
  await cluster.pass(1);
  expect([...session.store.getState().decisions.keys()]).toEqual(['a']);
  await session.close();
  expect(cluster.listeners.size).toBe(0);
});
