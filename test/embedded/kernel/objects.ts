import type { Container, HorizontalPodAutoscaler, Pod } from '../../../src/autoscaling/objects.ts';
import type { Deployment, Job } from '../../../src/cluster/objects.ts';

export const namespace = 'shop';

export const container: Container = {
  name: 'web',
  image: 'web:1',
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
};

/** A Deployment `web` of pods labelled app=web. */
export function deployment(
  replicas: number,
  change: { readonly container?: Partial<Container>; readonly spec?: Partial<Deployment['spec']> } = {},
): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ ...container, ...change.container }] },
      },
      ...change.spec,
    },
  };
}

export function pod(
  name: string,
  change: { readonly spec?: Partial<Pod['spec']>; readonly labels?: Record<string, string> } = {},
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: change.labels ?? { app: 'web' } },
    spec: { containers: [container], ...change.spec },
  };
}

export function job(change: Partial<Job['spec']> = {}): Job {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'load', namespace },
    spec: {
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'load', image: 'load:1' }] } },
      ...change,
    },
  };
}

/** An HPA on the Deployment `web`: 50 % of the requested cpu, 1 to 10 replicas. */
export function hpa(name = 'web', change: Partial<HorizontalPodAutoscaler['spec']> = {}): HorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 1,
      maxReplicas: 10,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
      ],
      ...change,
    },
  };
}
