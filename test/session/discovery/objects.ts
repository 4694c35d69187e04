import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  ScaledObject,
  ScaleTrigger,
} from '../../../src/autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../../src/autoscaling/vpa/objects.ts';
import type { Deployment } from '../../../src/cluster/objects.ts';
import type { NamespaceObjects } from '../../../src/session/discovery/namespace-objects.ts';

export const namespace = 'shop';

export function deployment(name: string, requests: Readonly<Record<string, string>> = { cpu: '200m' }): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { spec: { containers: [{ name: 'main', resources: { requests } }] } },
    },
  };
}

export function hpa(
  name: string,
  target: string,
  metrics: readonly MetricSpec[] = [],
  lastScaleTime?: string,
): HorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: { scaleTargetRef: { kind: 'Deployment', name: target }, maxReplicas: 10, metrics },
    ...(lastScaleTime === undefined ? {} : { status: { lastScaleTime } }),
  };
}

/** An HPA as KEDA makes it. */
export function kedaHpa(scaledObject: string, target: string, metrics: readonly MetricSpec[] = []) {
  const made = hpa(`keda-hpa-${scaledObject}`, target, metrics);
  const owner = {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    name: scaledObject,
    uid: 'so',
    controller: true,
  };
  return { ...made, metadata: { ...made.metadata, ownerReferences: [owner] } };
}

export function scaledObject(name: string, target: string, triggers: readonly ScaleTrigger[] = []): ScaledObject {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name, namespace },
    spec: { scaleTargetRef: { name: target }, triggers },
  };
}

export function vpa(name: string, target: string): VerticalPodAutoscaler {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name, namespace },
    spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target } },
  };
}

export function namespaceOf(objects: Partial<NamespaceObjects>): NamespaceObjects {
  return { namespace, hpas: [], scaledObjects: [], vpas: [], deployments: [], ...objects };
}

export const jetStreamTrigger: ScaleTrigger = {
  type: 'nats-jetstream',
  metadata: {
    natsServerMonitoringEndpoint: 'nats.shop.svc.cluster.local:8222',
    account: '$G',
    stream: 'ORDERS',
    consumer: 'worker',
    lagThreshold: '5',
  },
};
