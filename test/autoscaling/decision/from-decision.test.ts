import { describe, expect, test } from 'vitest';
import { explainDecision } from '../../../src/autoscaling/decision/from-decision.ts';
import type { HpaDecision } from '../../../src/autoscaling/hpa/contract.ts';
import type { HorizontalPodAutoscaler, MetricSpec } from '../../../src/autoscaling/objects.ts';
import { cpuMetric, cpuOnly, externalOnly, hpaWith, noMetrics, pass, queueMetric, start } from '../hpa/rig.ts';

const lagMetric: MetricSpec = {
  type: 'External',
  external: {
    metric: {
      name: 's0-nats-jetstream-MEMES',
      selector: { matchLabels: { 'scaledobject.keda.sh/name': 'worker' } },
    },
    target: { type: 'AverageValue', averageValue: '5' },
  },
};

describe('a pass on two metrics', () => {
  const hpa = hpaWith({ metrics: [cpuMetric, lagMetric], maxReplicas: 5 });
  const decision = pass({
    hpa,
    metrics: { ...externalOnly(28), resource: cpuOnly({ a: 500, b: 520, c: 510 }).resource },
  });
  const explanation = explainDecision(hpa, decision);

  test('says what each metric reads and wants', () => {
    expect(explanation.metrics).toEqual([
      {
        identity: 'Resource/cpu',
        name: 'cpu',
        type: 'Resource',
        current: '51%',
        target: '50%',
        ratio: 1.02,
        proposes: 3,
        evidence: 'observed',
      },
      {
        identity: 'External/s0-nats-jetstream-MEMES{scaledobject.keda.sh/name=worker}',
        name: 's0-nats-jetstream-MEMES',
        type: 'External',
        current: '9334m',
        target: '5 (avg)',
        total: '28',
        ratio: 28 / 15,
        proposes: 6,
        evidence: 'observed',
      },
    ]);
  });

  test('says what came out and what limited it', () => {
    expect(explanation).toMatchObject({ at: start, current: 3, wants: 6, desired: 5, limitedBy: 'bounds' });
    expect(explanation.lines.map(({ text }) => text).slice(2, 4)).toEqual([
      's0-nats-jetstream-MEMES is 9334m against a target of 5 (ratio 1.867): the total over the target, rounded up, is 6',
      'the largest proposal is that of s0-nats-jetstream-MEMES: 3 → 6',
    ]);
    expect(explanation.lines.at(-2)).toEqual({
      step: 'bounds',
      text: 'maxReplicas is 5: 6 → 5',
      to: 5,
      evidence: 'observed',
    });
    expect(explanation.lines.at(-1)?.text).toBe('the scale of Deployment/shop/web was set to 5');
  });
});

test('a pass that writes nothing says so last', () => {
  const hpa = hpaWith({ metrics: [cpuMetric] });
  const { lines } = explainDecision(hpa, pass({ hpa, metrics: cpuOnly({ a: 500, b: 520, c: 510 }) }));
  expect(lines.at(-1)).toEqual({
    step: 'write',
    text: 'nothing is written: the count stays at 3',
    evidence: 'observed',
  });
});

test('a metric that failed keeps its error, and the status its count', () => {
  const hpa: HorizontalPodAutoscaler = { ...hpaWith({ metrics: [queueMetric] }), status: { desiredReplicas: 4 } };
  const explanation = explainDecision(hpa, pass({ hpa, metrics: noMetrics }));
  expect(explanation.metrics[0]).toMatchObject({ current: null, ratio: null, proposes: null });
  expect(explanation.metrics[0]?.error).toContain('no metrics returned from external metrics API');
  expect(explanation).toMatchObject({ wants: null, desired: 4, limitedBy: 'metrics' });
  expect(explanation.lines.at(-1)?.text).toBe('nothing is written: the status keeps asking for 4');
});

test('a metric the pass did not look at has no value', () => {
  const hpa = hpaWith({ metrics: [cpuMetric], maxReplicas: 2 });
  const explanation = explainDecision(hpa, pass({ hpa }));
  expect(explanation.metrics).toMatchObject([{ name: 'cpu', current: null, proposes: null }]);
  expect(explanation).toMatchObject({ wants: null, desired: 2, limitedBy: 'bounds' });
});

test('a value does not move to a metric that the spec got since', () => {
  const decision: HpaDecision = pass({ hpa: hpaWith({ metrics: [queueMetric] }), metrics: externalOnly(28) });
  const edited = hpaWith({ metrics: [cpuMetric, queueMetric] });
  expect(explainDecision(edited, decision).metrics).toMatchObject([
    { name: 'cpu', current: null },
    { name: 'queue', current: '9334m' },
  ]);
});

test('an HPA made by KEDA names its ScaledObject', () => {
  const hpa = hpaWith({ metrics: [lagMetric] });
  const owned: HorizontalPodAutoscaler = {
    ...hpa,
    metadata: {
      ...hpa.metadata,
      ownerReferences: [
        { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'worker', uid: 'u', controller: true },
      ],
    },
  };
  expect(explainDecision(owned, pass({ hpa: owned, metrics: externalOnly(28) })).owner).toEqual({
    kind: 'keda',
    scaledObject: 'worker',
  });
  expect(explainDecision(hpa, pass({ hpa, metrics: externalOnly(28) })).owner).toEqual({ kind: 'manual' });
});
