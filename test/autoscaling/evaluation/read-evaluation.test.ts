import { describe, expect, test } from 'vitest';
import { decisionDocument } from '../../../src/autoscaling/evaluation/decision-document.ts';
import { EvaluationError } from '../../../src/autoscaling/evaluation/evaluation-error.ts';
import { readEvaluation } from '../../../src/autoscaling/evaluation/read-evaluation.ts';
import { evaluate } from '../../../src/autoscaling/hpa/evaluate.ts';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';
import { hpaWith, pass, productionOptions, runningPod, start } from '../hpa/rig.ts';

const now = new Date(start).toISOString();
const scale = { specReplicas: 3, selector: 'app=web' };

function documentOf(hpa: unknown, rest: object = {}) {
  return { now, hpa, scale, ...rest };
}

function pathOf(document: unknown): string {
  try {
    readEvaluation(document);
  } catch (error) {
    if (error instanceof EvaluationError) return error.path;
    throw error;
  }
  return 'nothing';
}

test('what a document leaves out is at its default', () => {
  const { options, scale: read, pods, otherHpas, ...rest } = readEvaluation(documentOf(hpaWith()));
  expect(options).toEqual(productionOptions);
  expect(read).toEqual({ ...scale, statusReplicas: 3 });
  expect({ pods, otherHpas }).toEqual({ pods: [], otherHpas: [] });
  expect('history' in rest).toBe(false);
});

test('a document decides as the evaluation it was written from', () => {
  const pods = ['a', 'b', 'c'].map((name) => runningPod(name));
  const metrics = { external: [{ metric: 'queue', value: 15 }] };
  const evaluation = readEvaluation(documentOf(hpaWith(), { pods, metrics }));
  expect(decisionDocument(evaluate(evaluation))).toEqual(decisionDocument(pass()));
});

test('samples of one pod are one answer; what has no time was sampled now', () => {
  const sample = { pod: 'a', name: 'cpu', value: '100m' };
  const resource = [
    { ...sample, container: 'app', timestamp: '2026-01-01T11:59:30Z', windowSeconds: 15 },
    { ...sample, container: 'app', name: 'memory', value: '1Ki' },
    { ...sample, container: 'proxy' },
    { ...sample, pod: 'b' },
  ];
  const { metrics } = readEvaluation(documentOf(hpaWith(), { metrics: { resource } }));
  expect(metrics.resource('cpu')).toEqual([
    {
      pod: 'a',
      timestamp: start - 30_000,
      windowMs: 15_000,
      containers: [
        { name: 'app', usage: { cpu: 100n, memory: 1_024_000n } },
        { name: 'proxy', usage: { cpu: 100n } },
      ],
    },
    { pod: 'b', timestamp: start, windowMs: 60_000, containers: [{ name: '', usage: { cpu: 100n } }] },
  ]);
});

test('a behavior that says nothing is kept, because it selects another algorithm', () => {
  expect(readEvaluation(documentOf(hpaWith({ behavior: {} }))).hpa.spec.behavior).toEqual({});
  expect('behavior' in readEvaluation(documentOf(hpaWith())).hpa.spec).toBe(false);
});

test('null is absent', () => {
  const hpa = { ...hpaWith(), status: null };
  const { metrics, hpa: read } = readEvaluation(documentOf(hpa, { history: null, metrics: { external: null } }));
  expect('status' in read).toBe(false);
  expect(() => metrics.external('queue', undefined)).toThrow('unable to handle the request');
});

describe('an HPA that an API server has stored', () => {
  const stored = (hpa: HorizontalPodAutoscaler) => ({ ...hpa, status: { currentReplicas: 3, desiredReplicas: 3 } });

  test('may have a minimum of zero, whatever the feature gate says now', () => {
    const zero = hpaWith({ minReplicas: 0 });
    expect(pathOf(documentOf(zero))).toBe('hpa.spec.minReplicas');
    expect(pathOf(documentOf(stored(zero)))).toBe('nothing');
    expect(pathOf(documentOf(zero, { controller: { featureGates: { HPAScaleToZero: true } } }))).toBe('nothing');
  });

  test('may have a metric of a type that only a later controller knows', () => {
    const odd = { ...hpaWith(), spec: { ...hpaWith().spec, metrics: [{ type: 'Weather' }] } };
    expect(pathOf(documentOf(odd))).toBe('hpa.spec.metrics[0].type');
    const decision = evaluate(readEvaluation(documentOf({ ...odd, status: {} })));
    expect(decision.conditions.find(({ type }) => type === 'ScalingActive')?.reason).toBe('InvalidMetricSourceType');
  });

  test('is still checked in all else', () => {
    expect(pathOf(documentOf(stored(hpaWith({ maxReplicas: 0 }))))).toBe('hpa.spec.maxReplicas');
  });
});
