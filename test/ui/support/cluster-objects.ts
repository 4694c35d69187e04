import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus, Pod } from '../../../src/autoscaling/objects.ts';
import { type EpochMs, epochMs, formatTime } from '../../../src/autoscaling/units.ts';
import type { CoreEvent, Deployment } from '../../../src/cluster/objects.ts';

export const openedAt = epochMs(Date.parse('2026-01-01T10:00:00Z'));

/** So many seconds after the run was opened; negative for before. */
export function second(seconds: number): EpochMs {
  return epochMs(openedAt + seconds * 1000);
}

const namespace = 'meme-generator';

export function backend(replicas: number): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'meme-backend', namespace, uid: 'deployment-backend' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'meme-backend' } },
      template: { metadata: { labels: { app: 'meme-backend' } }, spec: { containers: [{ name: 'backend' }] } },
    },
  };
}

export type PodFace = 'pending' | 'init' | 'unready' | 'ready' | 'ending' | 'crashing' | 'failed';

/** A pod of meme-backend at one point of its life. */
export function backendPod(suffix: string, face: PodFace, bornSecond: number): Pod {
  const containerReady = face === 'ready' || face === 'ending';
  const scheduled = face !== 'pending';
  const running = { running: { startedAt: formatTime(second(bornSecond + 5)) } };
  const state =
    face === 'crashing'
      ? { waiting: { reason: 'CrashLoopBackOff' } }
      : face === 'init'
        ? { waiting: { reason: 'PodInitializing' } }
        : running;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `meme-backend-b6c8dd9fc-${suffix}`,
      namespace,
      uid: `pod-${suffix}`,
      labels: { app: 'meme-backend' },
      creationTimestamp: formatTime(second(bornSecond)),
      ...(face === 'ending' && { deletionTimestamp: formatTime(second(bornSecond + 60)) }),
    },
    spec: {
      containers: [{ name: 'backend' }],
      initContainers: [{ name: 'wait' }, { name: 'warm' }],
      ...(scheduled && { nodeName: 'pool-1-a' }),
    },
    status: {
      phase: face === 'failed' ? 'Failed' : face === 'pending' || face === 'init' ? 'Pending' : 'Running',
      conditions: [{ type: 'Ready', status: face === 'ready' ? 'True' : 'False' }],
      ...(scheduled && {
        initContainerStatuses: [initStatus('wait', face !== 'init'), initStatus('warm', face !== 'init')],
        containerStatuses: [
          { name: 'backend', ready: containerReady, restartCount: face === 'crashing' ? 3 : 0, state },
        ],
      }),
    },
  };
}

function initStatus(
  name: string,
  done: boolean,
): { name: string; ready: boolean; restartCount: number; state: object } {
  const state = done ? { terminated: { exitCode: 0, reason: 'Completed' } } : { running: {} };
  return { name, ready: done, restartCount: 0, state };
}

export interface HpaShape {
  readonly current: number;
  readonly desired: number;
  readonly keda?: boolean;
  readonly metrics?: readonly MetricSpec[];
  readonly currentMetrics?: readonly MetricStatus[];
  readonly ambiguous?: boolean;
}

export const lagMetric: MetricSpec = {
  type: 'External',
  external: { metric: { name: 's0-nats-jetstream-MEMES' }, target: { type: 'AverageValue', averageValue: '5' } },
};
export const lagStatus: MetricStatus = {
  type: 'External',
  external: { metric: { name: 's0-nats-jetstream-MEMES' }, current: { averageValue: '622' } },
};
export const cpuMetric: MetricSpec = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
};
export const cpuStatus: MetricStatus = {
  type: 'Resource',
  resource: { name: 'cpu', current: { averageUtilization: 11, averageValue: '5m' } },
};
export const rateMetric: MetricSpec = {
  type: 'Pods',
  pods: { metric: { name: 'memegenerator_pod_cpu_rate' }, target: { type: 'AverageValue', averageValue: '20m' } },
};
export const rateStatus: MetricStatus = {
  type: 'Pods',
  pods: { metric: { name: 'memegenerator_pod_cpu_rate' }, current: { averageValue: '9m' } },
};

export function backendHpa(name: string, shape: HpaShape): HorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name,
      namespace,
      uid: `hpa-${name}`,
      creationTimestamp: formatTime(second(-120)),
      ...(shape.keda && {
        ownerReferences: [{ apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'meme-backend', uid: 'so' }],
      }),
    },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'meme-backend' },
      minReplicas: 1,
      maxReplicas: 10,
      metrics: shape.metrics ?? [],
    },
    status: {
      currentReplicas: shape.current,
      desiredReplicas: shape.desired,
      currentMetrics: shape.currentMetrics ?? [],
      conditions: [
        {
          type: 'AbleToScale',
          status: 'True',
          reason: shape.ambiguous
            ? 'SucceededGetScale'
            : shape.current === shape.desired
              ? 'ReadyForNewScale'
              : 'SucceededRescale',
        },
        shape.ambiguous
          ? { type: 'ScalingActive', status: 'False', reason: 'AmbiguousSelector' }
          : { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
      ],
    },
  };
}

export function rescaled(hpa: string, size: number, atSecond: number, count = 1): CoreEvent {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${hpa}.${size}`, namespace, uid: `event-${hpa}-${size}` },
    type: 'Normal',
    reason: 'SuccessfulRescale',
    message: `New size: ${size}; reason: external metric s0-nats-jetstream-MEMES above target`,
    count,
    firstTimestamp: formatTime(second(atSecond)),
    lastTimestamp: formatTime(second(atSecond)),
    involvedObject: { kind: 'HorizontalPodAutoscaler', name: hpa, namespace },
  };
}
