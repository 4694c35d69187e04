import type { HpaEvaluation } from '../src/autoscaling/hpa/contract.ts';
import { defaultControllerOptions } from '../src/autoscaling/hpa/default-options.ts';
import { evaluate } from '../src/autoscaling/hpa/evaluate.ts';
import type { MetricSpec, Pod } from '../src/autoscaling/objects.ts';
import { epochMs, formatTime, plusMs } from '../src/autoscaling/units.ts';
import type { Result } from './result.ts';
import { median, percentile } from './statistics.ts';

const podCount = 1000;
const warmUpRounds = 200;
const rounds = 500;
const now = epochMs(Date.UTC(2026, 0, 31, 12));

const metrics: readonly MetricSpec[] = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
  { type: 'Pods', pods: { metric: { name: 'rate' }, target: { type: 'AverageValue', averageValue: '20m' } } },
  { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '5' } } },
];

/** What one pass of the HPA controller takes for an HPA with 1,000 pods and three metrics, two of them per pod. */
export async function measureDecision(): Promise<readonly Result[]> {
  for (let round = 0; round < warmUpRounds; round++) evaluate(evaluationOf(round));
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // Objects are new each time, as they come from a watch: nothing can be remembered by identity.
    const evaluation = evaluationOf(round);
    const startedAt = performance.now();
    evaluate(evaluation);
    samples.push(performance.now() - startedAt);
  }
  const note = `of ${rounds}, three metrics`;
  const name = `decision, ${podCount} pods`;
  return [
    { name: `${name}, median`, value: median(samples), unit: 'ms', aim: { below: 2 }, note },
    { name: `${name}, 95 %`, value: percentile(samples, 0.95), unit: 'ms', note },
  ];
}

function evaluationOf(round: number): HpaEvaluation {
  const names = Array.from({ length: podCount }, (_, index) => `web-${index}`);
  const sampledAt = { timestamp: now, windowMs: 15_000 };
  return {
    now,
    options: defaultControllerOptions,
    hpa: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        maxReplicas: 2 * podCount,
        metrics,
        behavior: {},
      },
    },
    scale: { specReplicas: podCount, statusReplicas: podCount, selector: 'app=web' },
    pods: names.map((name, index) => pod(name, index)),
    metrics: {
      resource: () =>
        names.map((name, index) => ({
          pod: name,
          ...sampledAt,
          containers: [{ name: 'app', usage: { cpu: BigInt(100 + ((index + round) % 300)) } }],
        })),
      pods: () => names.map((name, index) => ({ pod: name, ...sampledAt, value: BigInt((index + round) % 40) })),
      object: () => 0n,
      external: () => [BigInt(6000 + round) * 1000n],
    },
    // A rival in the namespace: its selector has to be matched against every pod.
    otherHpas: [{ namespace: 'shop', name: 'other', selector: 'app=other' }],
    writeScale: () => undefined,
  };
}

/** Every tenth pod is not ready yet. */
function pod(name: string, index: number): Pod {
  const isReady = index % 10 !== 0;
  const changedAt = formatTime(plusMs(now, isReady ? -3_600_000 : -20_000));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web', 'pod-template-hash': '5d8f7c9b6' } },
    spec: { containers: [{ name: 'app', resources: { requests: { cpu: '500m', memory: '256Mi' } } }] },
    status: {
      phase: 'Running',
      startTime: changedAt,
      conditions: [
        { type: 'PodScheduled', status: 'True', lastTransitionTime: changedAt },
        { type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime: changedAt },
      ],
    },
  };
}
