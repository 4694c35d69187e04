import type { HorizontalPodAutoscaler, KubernetesObject, Pod } from '../../src/autoscaling/objects.ts';
import { type EpochMs, epochMs } from '../../src/autoscaling/units.ts';
import type { Deployment } from '../../src/cluster/objects.ts';
import type { Observation } from '../../src/session/observation.ts';
import { replicasOwner } from './memory-cluster.ts';

export const start = epochMs(Date.parse('2025-01-01T00:00:00Z'));

/** The moment so many seconds into the run. */
export function second(seconds: number): EpochMs {
  return epochMs(start + seconds * 1000);
}

export function upserted(seconds: number, object: KubernetesObject): Observation {
  return { at: second(seconds), source: 'objects', kind: 'objectUpserted', object };
}

export function deleted(seconds: number, object: KubernetesObject): Observation {
  return { at: second(seconds), source: 'objects', kind: 'objectDeleted', object };
}

export function sample(seconds: number, series: string, value: number | null): Observation {
  return { at: second(seconds), source: series, kind: 'sample', series, value };
}

/** A pod of Deployment `web`, born at `bornSecond`. */
export function pod(name: string, bornSecond: number, change: Partial<Pod['metadata']> = {}, phase = 'Running'): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'demo',
      uid: name,
      creationTimestamp: new Date(second(bornSecond)).toISOString(),
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-7d9f', uid: 'rs', controller: true }],
      ...change,
    },
    spec: { containers: [{ name: 'c' }] },
    status: { phase: phase as 'Running' },
  };
}

/** Deployment `web` with a count written by `manager`. */
export function web(replicas: number, manager?: string, time = '2025-01-01T00:00:00Z'): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: 'demo',
      uid: 'web',
      ...(manager ? { managedFields: [replicasOwner(manager, time)] } : {}),
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c' }] } },
    },
  };
}

export function hpa(name: string): HorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: 'demo', uid: `hpa-${name}` },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 10 },
  };
}

export function event(seconds: number, kind: string, name: string, reason: string, message: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${seconds}`, namespace: 'demo', uid: `event-${name}-${seconds}` },
    type: 'Normal',
    reason,
    message,
    lastTimestamp: new Date(second(seconds)).toISOString(),
    involvedObject: { kind, name },
  };
}
