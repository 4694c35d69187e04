import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { findings } from '../../../src/session/insight/findings.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { autoscalersOf } from '../../../src/ui/facts/autoscalers.ts';
import { metricReadings, readableReading, readingText } from '../../../src/ui/facts/hpa-metrics.ts';
import { podCounts, podStage, podStatusText } from '../../../src/ui/facts/pod-stage.ts';
import { rescalesOf } from '../../../src/ui/facts/rescales.ts';
import { ratePerSecond } from '../../../src/ui/facts/series.ts';
import { signalInUse } from '../../../src/ui/facts/signal-in-use.ts';
import { standingOf } from '../../../src/ui/facts/standing.ts';
import {
  backendHpa,
  backendPod,
  cpuMetric,
  cpuStatus,
  lagMetric,
  lagStatus,
  rateMetric,
  rateStatus,
  second,
} from '../support/cluster-objects.ts';
import { byUid, conflictState, emptyState, series } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');

describe('metrics of an HPA', () => {
  test('are paired by what they measure, though the status lists them in another order', () => {
    const hpa = backendHpa('h', {
      current: 1,
      desired: 1,
      metrics: [rateMetric, cpuMetric],
      currentMetrics: [cpuStatus, rateStatus],
    });
    expect(metricReadings(hpa).map(readingText)).toEqual(['memegenerator_pod_cpu_rate: 9m/20m', 'cpu: 11%/50%']);
  });

  test('are all named, and unknown where the status has none', () => {
    const hpa = backendHpa('h', {
      current: 1,
      desired: 1,
      metrics: [lagMetric, cpuMetric],
      currentMetrics: [{ type: '' }, cpuStatus],
    });
    expect(metricReadings(hpa).map(readingText)).toEqual(['s0-nats-jetstream-MEMES: <unknown>/5', 'cpu: 11%/50%']);
  });

  test('averaged ones say so, as kubectl does', () => {
    const hpa = backendHpa('h', { current: 1, desired: 1, metrics: [lagMetric], currentMetrics: [lagStatus] });
    expect(metricReadings(hpa).map(readingText)).toEqual(['s0-nats-jetstream-MEMES: 622/5 (avg)']);
  });

  test('are readable where Kubernetes writes thousandths of large numbers', () => {
    expect(readableReading({ name: 'lag', current: '345700m', target: '5', perPod: true })).toBe(
      'lag 346 of 5 per pod',
    );
    expect(readableReading({ name: 'worth', current: '50500m', target: '500m', perPod: true })).toBe(
      'worth 50.5 of 0.5 per pod',
    );
    expect(readableReading({ name: 'rate', current: '9m', target: '20m', perPod: false })).toBe('rate 9m of 20m');
  });
});

describe('a pod', () => {
  test.each([
    ['pending', 'pending', 'Pending', '0/1'],
    ['init', 'starting', 'Init:0/2', '0/1'],
    ['unready', 'starting', 'Running', '0/1'],
    ['ready', 'ready', 'Running', '1/1'],
    ['ending', 'ending', 'Terminating', '1/1'],
    ['crashing', 'error', 'CrashLoopBackOff', '0/1'],
    ['failed', 'error', 'Failed', '0/1'],
  ] as const)('that is %s is in stage %s, and kubectl says %s %s', (face, stage, status, ready) => {
    const pod = backendPod('x', face, 0);
    expect([podStage(pod), podStatusText(pod), podCounts(pod).ready]).toEqual([stage, status, ready]);
  });
});

describe('autoscalers of a workload', () => {
  test('are told apart by who owns their HPA, KEDA first', () => {
    const found = autoscalersOf(conflictState(), 'meme-generator', 'meme-backend');
    expect(found.map(({ word, desired, lastRescale }) => [word, desired, lastRescale?.times])).toEqual([
      ['KEDA', 10, 4],
      ['HPA', 4, 1],
    ]);
  });

  test('do not include those of other workloads', () => {
    expect(autoscalersOf(conflictState(), 'meme-generator', 'meme-frontend')).toEqual([]);
  });

  test('include a ScaledObject that has no HPA, with the reason', () => {
    const scaledObject = {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject' as const,
      metadata: { name: 'meme-backend', namespace: 'meme-generator', uid: 'so' },
      spec: { scaleTargetRef: { name: 'meme-backend' }, triggers: [] },
      status: { conditions: [{ type: 'Ready', status: 'False' as const, reason: 'ScaledObjectCheckFailed' }] },
    };
    const found = autoscalersOf(
      { ...emptyState(), scaledObjects: byUid(scaledObject) },
      'meme-generator',
      'meme-backend',
    );
    expect(found.map(({ word, problem }) => [word, problem])).toEqual([['KEDA', 'ScaledObjectCheckFailed']]);
  });
});

describe('what is happening', () => {
  const standing = (change: Partial<SessionState> = {}) => {
    const state = conflictState(change);
    return standingOf(state, scenario, findings(state));
  };

  test('is a conflict when the referee says so, with its reversals counted', () => {
    expect(standing()).toMatchObject({
      kind: 'conflict',
      finding: { id: 'two-hpas-fight' },
      replicas: 5,
      reversals: 5,
    });
  });

  test('is a conflict when the controller finds the selector ambiguous', () => {
    const frozen = (name: string) => backendHpa(name, { current: 1, desired: 1, ambiguous: true });
    expect(standing({ hpas: byUid(frozen('a'), frozen('b')) })).toMatchObject({
      kind: 'conflict',
      finding: { id: 'two-hpas-frozen' },
    });
  });

  test('is no conflict of this workload when others fight', () => {
    const found = findings(conflictState()).map((finding) => ({ ...finding, objects: [] }));
    expect(standingOf(conflictState(), scenario, found).kind).toBe('calm');
  });

  test('is calm with one autoscaler, however far it scales', () => {
    const hpas = byUid(backendHpa('only', { current: 1, desired: 10 }));
    expect(standing({ hpas }).kind).toBe('calm');
  });

  test('is a switch while a mode is being applied, and unknown before anything was seen', () => {
    const modes = [{ mode: 'harmony', at: second(1), phase: 'applying' as const }];
    expect(standing({ modes })).toEqual({ kind: 'switching', mode: 'One shared signal' });
    expect(standingOf(emptyState(), scenario, [])).toEqual({ kind: 'unknown' });
  });
});

test('a change of the count is attributed to the autoscaler that made it, and not guessed', () => {
  const at = second(0);
  const path = [
    { at, replicas: 1 },
    { at, replicas: 4, by: 'hpa', autoscaler: 'keda-hpa-gone' },
    { at, replicas: 3, by: 'hpa' },
    { at, replicas: 1, by: 'action' },
  ];
  expect(rescalesOf(path, new Map()).map(({ by, byAutoscaler }) => [by, byAutoscaler])).toEqual([
    ['keda', true],
    [undefined, true],
    [undefined, false],
  ]);
});

test('the metric shown is the one an autoscaler reads', () => {
  expect(signalInUse(conflictState(), scenario)?.id).toBe('pod_cpu_rate');
  const cpuOnly = byUid(backendHpa('h', { current: 1, desired: 1, metrics: [cpuMetric] }));
  expect(signalInUse(conflictState({ hpas: cpuOnly }), scenario)?.id).toBe('cpu');
  expect(signalInUse(emptyState(), scenario)).toBeUndefined();
});

test('a rate needs two samples, and is unknown across a reset of the counter', () => {
  expect(ratePerSecond(series('c', [5], 0), 10_000)).toBeUndefined();
  expect(ratePerSecond(series('c', [0, 40, 80], 10), 10_000)).toBe(40);
  expect(ratePerSecond(series('c', [500, 3], 10), 10_000)).toBeUndefined();
});
