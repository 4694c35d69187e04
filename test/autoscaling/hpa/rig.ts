import type { HpaDecision, HpaEvaluation, HpaHistory, MetricsApi } from '../../../src/autoscaling/hpa/contract.ts';
import { defaultControllerOptions } from '../../../src/autoscaling/hpa/default-options.ts';
import { evaluate } from '../../../src/autoscaling/hpa/evaluate.ts';
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  MetricSpec,
  Pod,
} from '../../../src/autoscaling/objects.ts';
import { type EpochMs, epochMs, formatTime, plusMs } from '../../../src/autoscaling/units.ts';

export const start = epochMs(Date.UTC(2026, 0, 1, 12, 0, 0));

export const productionOptions = defaultControllerOptions;

export const queueMetric: MetricSpec = {
  type: 'External',
  external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '5' } },
};

export const cpuMetric: MetricSpec = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
};

/** Metrics APIs that serve nothing; a test replaces what it needs. */
export const noMetrics: MetricsApi = {
  resource: () => [],
  pods: () => [],
  object: () => {
    throw new Error('the custom metrics API server returned 0 results when we asked for exactly one');
  },
  external: () => [],
};

export function externalOnly(value: number): MetricsApi {
  return { ...noMetrics, external: () => [BigInt(value) * 1000n] };
}

/** Pods that use the given thousandths of cpu and request 1 core each. */
export function cpuOnly(usage: Readonly<Record<string, number>>, at: EpochMs = start): MetricsApi {
  return {
    ...noMetrics,
    resource: () =>
      Object.entries(usage).map(([pod, milli]) => ({
        pod,
        timestamp: at,
        windowMs: 15_000,
        containers: [{ name: 'app', usage: { cpu: BigInt(milli) } }],
      })),
  };
}

export function runningPod(name: string, changes: Partial<Pod['status']> = {}): Pod {
  const longAgo = formatTime(plusMs(start, -3_600_000));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' } },
    spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1' } } }] },
    status: {
      phase: 'Running',
      startTime: longAgo,
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: longAgo }],
      ...changes,
    },
  };
}

export function hpaWith(spec: Partial<HorizontalPodAutoscalerSpec> = {}): HorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 1,
      maxReplicas: 50,
      metrics: [queueMetric],
      ...spec,
    },
  };
}

/** One pass with everything at its default: three replicas, an idle queue. */
export function pass(changes: Partial<HpaEvaluation> = {}): HpaDecision {
  return evaluate({
    now: start,
    options: productionOptions,
    hpa: hpaWith(),
    scale: { specReplicas: 3, statusReplicas: 3, selector: 'app=web' },
    pods: [runningPod('a'), runningPod('b'), runningPod('c')],
    metrics: externalOnly(15),
    otherHpas: [],
    writeScale: () => undefined,
    ...changes,
  });
}

/** An HPA that syncs every 15 s on a target that follows at once. */
export class SyncLoop {
  replicas: number;
  now = start;
  #hpa: HorizontalPodAutoscaler;
  #history: HpaHistory | undefined;

  constructor(hpa: HorizontalPodAutoscaler, replicas: number) {
    this.#hpa = hpa;
    this.replicas = replicas;
  }

  /** One sync that sees this much queue. */
  sync(queue: number): HpaDecision {
    const decision = pass({
      now: this.now,
      hpa: this.#hpa,
      scale: { specReplicas: this.replicas, statusReplicas: this.replicas, selector: 'app=web' },
      metrics: externalOnly(queue),
      ...(this.#history && { history: this.#history }),
      writeScale: (replicas) => {
        this.replicas = replicas;
        return undefined;
      },
    });
    this.#history = decision.history;
    if (decision.status) this.#hpa = { ...this.#hpa, status: decision.status };
    this.now = plusMs(this.now, 15_000);
    return decision;
  }
}
