import type { ScaledObject, ScaledObjectSpec, ScaleTrigger } from '../../../src/autoscaling/objects.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';

export const now = epochMs(Date.UTC(2026, 0, 1, 12));

/** A moment relative to {@link now}, as the API prints it. */
export const at = (seconds: number): string => new Date(now + seconds * 1000).toISOString();

export const jetStream: ScaleTrigger = {
  type: 'nats-jetstream',
  metadata: {
    natsServerMonitoringEndpoint: 'nats.meme-generator.svc:8222',
    account: '$G',
    stream: 'MEMES',
    consumer: 'worker',
    lagThreshold: '5',
  },
};

export const cpu: ScaleTrigger = { type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } };

/** A ScaledObject created a minute ago, with the metadata, spec and status given. */
export function scaledObject(
  spec: Partial<ScaledObjectSpec> = {},
  metadata: Partial<ScaledObject['metadata']> = {},
  status: ScaledObject['status'] = {},
): ScaledObject {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'worker', namespace: 'meme-generator', uid: 'so-1', creationTimestamp: at(-60), ...metadata },
    spec: { scaleTargetRef: { name: 'backend' }, triggers: [jetStream], ...spec },
    status,
  };
}
