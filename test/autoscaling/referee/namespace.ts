import type { Explanation, MetricExplanation } from '../../../src/autoscaling/decision/explanation.ts';
import type {
  Condition,
  Container,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  HorizontalPodAutoscalerStatus,
  MetricSpec,
  MetricStatus,
  Pod,
  ScaledObject,
  ScaledObjectSpec,
  ScaleTrigger,
} from '../../../src/autoscaling/objects.ts';
import type { RefereeFacts, ReplicaStep, ScalableWorkload } from '../../../src/autoscaling/referee/facts.ts';
import type { Finding, FindingId } from '../../../src/autoscaling/referee/finding.ts';
import { referee } from '../../../src/autoscaling/referee/referee.ts';
import { type EpochMs, epochMs, formatTime } from '../../../src/autoscaling/units.ts';
import type { VerticalPodAutoscaler } from '../../../src/autoscaling/vpa/objects.ts';

export const namespace = 'shop';
export const now = epochMs(Date.UTC(2026, 0, 1, 12));

/** The moment so many seconds from now; in the past where negative. */
export const second = (seconds: number): EpochMs => epochMs(now + seconds * 1000);
export const time = (seconds: number): string => formatTime(second(seconds));

const container: Container = {
  name: 'app',
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
};

/** A Deployment whose pods are labelled app=NAME. */
export function deployment(replicas: number, name = 'web', change: Partial<Container> = {}): ScalableWorkload {
  return {
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ ...container, ...change }] } },
    },
  };
}

/** A Deployment whose spec.replicas was last written by a field manager. */
export function writtenBy(manager: string, replicas: number): ScalableWorkload {
  const web = deployment(replicas);
  const fieldsV1 = { 'f:spec': { 'f:replicas': {} } };
  return { ...web, metadata: { ...web.metadata, managedFields: [{ manager, time: time(-60), fieldsV1 }] } };
}

export function pods(count: number, change: Partial<Container> = {}): readonly Pod[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod' as const,
    metadata: { name: `web-${index}`, namespace, labels: { app: 'web' } },
    spec: { containers: [{ ...container, ...change }] },
  }));
}

export const cpu = (target: 'Utilization' | 'AverageValue'): MetricSpec => ({
  type: 'Resource',
  resource: {
    name: 'cpu',
    target: target === 'Utilization' ? { type: target, averageUtilization: 50 } : { type: target, averageValue: '50m' },
  },
});
export const queue: MetricSpec = {
  type: 'External',
  external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '5' } },
};
export const cpuAt = (averageUtilization: number): MetricStatus => ({
  type: 'Resource',
  resource: { name: 'cpu', current: { averageUtilization } },
});
export const queueAt = (averageValue: string): MetricStatus => ({
  type: 'External',
  external: { metric: { name: 'queue' }, current: { averageValue } },
});
export const active: Condition = { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' };
export const ambiguous: Condition = {
  type: 'ScalingActive',
  status: 'False',
  reason: 'AmbiguousSelector',
  message: 'pods by selector app=web are controlled by multiple HPAs: [shop/keda-hpa-web shop/manual]',
  lastTransitionTime: time(-40),
};

/** An HPA on Deployment `web`: 50 % cpu, 1 to 10. */
export function hpa(
  name: string,
  spec: Partial<HorizontalPodAutoscalerSpec> = {},
  status?: HorizontalPodAutoscalerStatus,
): HorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 1,
      maxReplicas: 10,
      metrics: [cpu('Utilization')],
      behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
      ...spec,
    },
    ...(status ? { status } : {}),
  };
}

/** The HPA KEDA makes of ScaledObject `web`. */
export function kedaHpa(
  spec: Partial<HorizontalPodAutoscalerSpec> = {},
  status?: HorizontalPodAutoscalerStatus,
): HorizontalPodAutoscaler {
  const plain = hpa('keda-hpa-web', { metrics: [queue], ...spec }, status);
  const owner = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'web', uid: 'so', controller: true };
  return { ...plain, metadata: { ...plain.metadata, ownerReferences: [owner] } };
}

export const trigger = (metadata: ScaleTrigger['metadata'] = {}): ScaleTrigger => ({
  type: 'nats-jetstream',
  metadata: { stream: 'ORDERS', consumer: 'web', lagThreshold: '5', ...metadata },
});

export function scaledObject(
  spec: Partial<ScaledObjectSpec> = {},
  status: ScaledObject['status'] = {},
  metadata: Partial<ScaledObject['metadata']> = {},
): ScaledObject {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'web', namespace, ...metadata },
    spec: { scaleTargetRef: { name: 'web' }, minReplicaCount: 1, maxReplicaCount: 10, triggers: [trigger()], ...spec },
    status,
  };
}

export function vpa(spec: Partial<VerticalPodAutoscaler['spec']> = {}, cpuTarget?: string): VerticalPodAutoscaler {
  const amount = { cpu: cpuTarget ?? '' };
  const recommendation = {
    containerRecommendations: [
      { containerName: 'app', target: amount, lowerBound: amount, upperBound: amount, uncappedTarget: amount },
    ],
  };
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'right-size', namespace },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      updatePolicy: { updateMode: 'Recreate' },
      ...spec,
    },
    ...(cpuTarget === undefined ? {} : { status: { recommendation } }),
  };
}

/** An explained decision of an HPA on `web`, with what is known of its metrics. */
export function explained(name: string, wants: number, metrics: Explanation['metrics'] = []): [string, Explanation] {
  return [
    name,
    {
      namespace,
      name,
      target: { kind: 'Deployment', name: 'web' },
      owner: { kind: 'manual' },
      at: now,
      current: 3,
      wants,
      desired: wants,
      minReplicas: 1,
      maxReplicas: 10,
      limitedBy: null,
      metrics,
      lines: [],
    },
  ];
}

/** A metric of an explained decision. */
export function explainedMetric(change: Partial<MetricExplanation>): MetricExplanation {
  return {
    identity: 'queue',
    name: 'queue',
    type: 'External',
    current: null,
    target: '5 (avg)',
    ratio: null,
    proposes: null,
    evidence: 'observed',
    ...change,
  };
}

/** A path of `web`: second, count, and the HPA or other writer. */
export function path(...steps: readonly (readonly [seconds: number, replicas: number, writer?: string])[]) {
  const written: readonly ReplicaStep[] = steps.map(([seconds, replicas, writer]) => {
    const step = { at: second(seconds), replicas };
    if (writer === undefined) return step;
    return /^(manual|keda-hpa)/.test(writer) ? { ...step, by: 'hpa', autoscaler: writer } : { ...step, by: writer };
  });
  return new Map([['web', written]]);
}

/** Deployment `web` with three pods, and nobody who scales it. */
export function facts(change: Partial<RefereeFacts> = {}): RefereeFacts {
  return {
    now,
    namespace,
    hpas: [],
    scaledObjects: [],
    vpas: [],
    workloads: [deployment(3)],
    pods: pods(3),
    events: [],
    replicaPaths: new Map(),
    ...change,
  };
}

/** What the referee says under one id. */
export function found(id: FindingId, change: Partial<RefereeFacts>): readonly Finding[] {
  return referee(facts(change)).filter((finding) => finding.id === id);
}

/** Severity and title of each finding under one id. */
export function titles(id: FindingId, change: Partial<RefereeFacts>): readonly string[] {
  return found(id, change).map(({ severity, title }) => `${severity}: ${title}`);
}
