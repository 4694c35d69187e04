import { describe, expect, test } from 'vitest';
import { explainDecision } from '../../../src/autoscaling/decision/from-decision.ts';
import { grouped, readable } from '../../../src/autoscaling/decision/numbers.ts';
import { summaryLine } from '../../../src/autoscaling/decision/summary.ts';
import { explanationText } from '../../../src/autoscaling/decision/text.ts';
import type { HorizontalPodAutoscaler, MetricSpec } from '../../../src/autoscaling/objects.ts';
import { cpuMetric, cpuOnly, externalOnly, hpaWith, noMetrics, pass } from '../hpa/rig.ts';

const lag: MetricSpec = {
  type: 'External',
  external: {
    metric: { name: 's0-nats-jetstream-MEMES', selector: { matchLabels: { 'scaledobject.keda.sh/name': 'worker' } } },
    target: { type: 'AverageValue', averageValue: '5' },
  },
};

function ofKeda(hpa: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const owner = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'worker', uid: 'u', controller: true };
  return { ...hpa, metadata: { ...hpa.metadata, ownerReferences: [owner] } };
}

describe('a decision that was watched', () => {
  const hpa = ofKeda(hpaWith({ metrics: [lag], maxReplicas: 10, behavior: {} }));
  const decision = pass({
    hpa,
    metrics: externalOnly(6213),
    scale: { specReplicas: 10, statusReplicas: 10, selector: 'app=web' },
  });
  const explanation = explainDecision(hpa, decision);

  test('fits on one line', () => {
    expect(summaryLine(explanation)).toBe('lag 6,213 ÷ 5 per pod → 1,243 → max 10 → 10');
  });

  test('reads from top to bottom', () => {
    expect(explanationText(explanation)).toBe(`HPA:        shop/web
Target:     Deployment/web
Kept by:    ScaledObject worker (KEDA)
As of:      2026-01-01T12:00:00Z
Replicas:   10 → 10, within 1 to 10; the metrics want 1,243
Limited by: bounds

METRIC                   TYPE      CURRENT / TARGET  RATIO   PROPOSES  KNOWN
s0-nats-jetstream-MEMES  External  621.3 / 5 (avg)   124.26  1,243     observed

observed   metrics        s0-nats-jetstream-MEMES is 621300m against a target of 5 (ratio 124.26):
                          the total over the target, rounded up, is 1243
observed   stabilization  no recommendation within the window says otherwise
observed   policy         the policy of 100% per 15 s, from 10 at the start of the period, allows up
                          to 20
observed   bounds         maxReplicas is 10: 1243 → 10
observed   write          nothing is written: the count stays at 10`);
  });
});

test('two metrics stand side by side, the one without a value with a question mark', () => {
  const hpa = hpaWith({ metrics: [cpuMetric, lag], maxReplicas: 10 });
  const decision = pass({ hpa, metrics: { ...noMetrics, resource: cpuOnly({ a: 1000, b: 1000, c: 1000 }).resource } });
  expect(summaryLine(explainDecision(hpa, decision))).toBe('cpu 100% ÷ 50% → 6 · lag ? ÷ 5 → 6');
});

test.each([
  ['6213', '6,213'],
  ['621300m', '621.3'],
  ['9m', '9m'],
  ['20m (avg)', '20m (avg)'],
  ['5000m (avg)', '5 (avg)'],
  ['9223372036854775807m', '9,223,372,036,854,775.807'],
  ['100Mi', '100Mi'],
  ['1500%', '1,500%'],
])('the quantity %s reads %s', (quantity, text) => expect(readable(quantity)).toBe(text));

test('fractions are not set apart', () => expect(grouped('1234.56789')).toBe('1,234.56789'));
