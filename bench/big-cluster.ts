import type { HorizontalPodAutoscaler, KubernetesObject } from '../src/autoscaling/objects.ts';
import { epochMs } from '../src/autoscaling/units.ts';
import type { Deployment } from '../src/cluster/objects.ts';
import type { EmbeddedSetup } from '../src/embedded/setup.ts';

export const benchNamespace = 'bench';
const namespace = benchNamespace;

/** A cluster of `hpas` Deployments with `podsEach` pods, each under an HPA that finds its pods 20 % too busy and may add one in ten. */
export function bigCluster(hpas: number, podsEach: number): EmbeddedSetup {
  const names = Array.from({ length: hpas }, (_, index) => `web-${index}`);
  const pods = hpas * podsEach;
  return {
    seed: 1,
    profile: 'upstream',
    startAt: epochMs(Date.UTC(2026, 0, 31, 12)),
    objects: names.flatMap((name): KubernetesObject[] => [deployment(name, podsEach), hpa(name, podsEach)]),
    model: {
      nodes: [{ name: 'pool', count: Math.ceil((1.2 * pods) / 100), cpu: '16', memory: '64Gi' }],
      imagePullSeconds: 2,
      queues: [],
      workloads: names.map((name) => ({
        namespace,
        deployment: name,
        startup: { cpuSeconds: 0.2, threads: 1 },
        idle: { cpuMillicores: 60, memory: '40Mi' },
      })),
      podsMetrics: [],
    },
  };
}

function deployment(name: string, replicas: number): Deployment {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'app', image: 'web:1', resources: { requests: { cpu: '100m', memory: '64Mi' } } }],
        },
      },
    },
  };
}

function hpa(name: string, replicas: number): HorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 1,
      maxReplicas: Math.ceil(replicas * 1.1),
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
      ],
    },
  };
}
