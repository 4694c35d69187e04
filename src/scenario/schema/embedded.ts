import { z } from 'zod';
import { kubernetesName, manifestFile, portNumber, quantity, query, seconds, text } from './names.ts';

const node = z.strictObject({
  name: kubernetesName,
  count: z.int().min(1).max(1000),
  cpu: quantity,
  memory: quantity,
});

const queue = z.strictObject({
  kind: z.literal('nats-jetstream'),
  namespace: kubernetesName,
  service: kubernetesName,
  monitoringPort: portNumber,
  account: text,
  stream: text,
  subject: text,
  consumer: text,
  ackWaitSeconds: seconds.positive(),
  maxAckPending: z.int().min(1),
});

const worker = z.strictObject({
  stream: text,
  consumer: text,
  batch: z.int().min(1).max(100_000),
  concurrency: z.int().min(1).max(100_000),
  cpuMillisPerMessage: z.number().positive(),
  threads: z.int().min(1).max(1000),
  ioMillisPerMessage: z.strictObject({ median: z.number().min(0), sigma: z.number().min(0).max(5) }),
});

const workload = z.strictObject({
  namespace: kubernetesName,
  deployment: kubernetesName,
  startup: z.strictObject({ cpuSeconds: seconds, threads: z.int().min(1).max(1000) }),
  idle: z.strictObject({ cpuMillicores: z.number().min(0), memory: quantity }),
  worker: z.exactOptional(worker),
});

const measured = {
  measure: z.enum(['cpu-rate', 'productivity', 'throttled-ratio', 'acked-rate']),
  namespace: kubernetesName,
  deployment: kubernetesName,
  windowSeconds: seconds.positive(),
};

const podsMetric = z.strictObject({ metric: text, ...measured, resolutionSeconds: seconds.positive() });

const prometheus = z.strictObject({
  namespace: kubernetesName,
  service: kubernetesName,
  port: portNumber,
  scrapeSeconds: seconds.positive(),
  queries: z.array(z.strictObject({ query, ...measured })),
});

const modelShape = {
  nodes: z.array(node).min(1),
  imagePullSeconds: seconds,
  queues: z.array(queue).default([]),
  workloads: z.array(workload).min(1),
  podsMetrics: z.array(podsMetric).default([]),
  prometheus: z.exactOptional(prometheus),
};

/** What the embedded cluster is made of: the scenario's stand-in for a real one. */
export const embeddedModel = z.strictObject(modelShape);

/** The `embedded` section: the model, and what surrounds it. */
export const embedded = z
  .strictObject({
    seed: z.int().min(0).default(1),
    profile: z.enum(['upstream', 'gke']).default('upstream'),
    objects: z.array(manifestFile).min(1),
    ...modelShape,
  })
  .transform(({ seed, profile, objects, ...model }) => ({ seed, profile, objects, model }));
