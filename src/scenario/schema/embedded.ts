import { z } from 'zod';
import { kubernetesName, manifestFile, portNumber, quantity, query, seconds, text } from './names.ts';

const node = z
  .strictObject({
    name: kubernetesName,
    count: z.int().min(0).max(1000),
    cpu: quantity,
    memory: quantity,
    minCount: z.exactOptional(z.int().min(0).max(1000)),
    maxCount: z.exactOptional(z.int().min(1).max(1000)),
    pricePerHourUsd: z.exactOptional(z.number().min(0)),
    bootSeconds: z.exactOptional(seconds),
    bootJitterSeconds: z.exactOptional(seconds),
    labels: z.exactOptional(z.record(text, z.string())),
  })
  .refine(({ minCount, maxCount }) => (minCount === undefined) === (maxCount === undefined), {
    message: 'a node group that may grow and shrink needs both minCount and maxCount',
    path: ['minCount'],
  })
  .refine(({ minCount = 0, maxCount = Number.POSITIVE_INFINITY, count }) => minCount <= count && count <= maxCount, {
    message: 'count must lie between minCount and maxCount',
    path: ['count'],
  })
  .refine(({ count, maxCount }) => count !== 0 || maxCount !== undefined, {
    message: 'a node group that cannot grow has at least one node',
    path: ['count'],
  });

const clusterAutoscaler = z.strictObject({
  scanIntervalSeconds: z.exactOptional(seconds.positive()),
  expander: z.exactOptional(z.enum(['least-waste', 'price', 'random'])),
  scaleDownDelayAfterAddSeconds: z.exactOptional(seconds),
  scaleDownUnneededSeconds: z.exactOptional(seconds),
  scaleDownUtilizationThreshold: z.exactOptional(z.number().min(0).max(1)),
});

const jetStream = z.strictObject({
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

const redisList = z.strictObject({
  kind: z.literal('redis-list'),
  namespace: kubernetesName,
  service: kubernetesName,
  port: portNumber,
  list: text,
});

const queue = z.discriminatedUnion('kind', [jetStream, redisList]);

const logNormalMillis = z.strictObject({ median: z.number().min(0), sigma: z.number().min(0).max(5) });
const threads = z.int().min(1).max(1000);
const concurrency = z.int().min(1).max(100_000);

const workPerMessage = {
  concurrency,
  cpuMillisPerMessage: z.number().positive(),
  threads,
  ioMillisPerMessage: logNormalMillis,
};

const jetStreamWorker = z.strictObject({
  stream: text,
  consumer: text,
  batch: z.int().min(1).max(100_000),
  ...workPerMessage,
});

const redisWorker = z.strictObject({ list: text, ...workPerMessage });

const http = z.strictObject({
  service: kubernetesName,
  port: portNumber,
  cpuMillisPerRequest: z.number().positive(),
  ioMillisPerRequest: logNormalMillis,
  concurrency,
  backlog: z.int().min(0).max(1_000_000),
  threads,
});

const redisServer = z.strictObject({
  service: kubernetesName,
  port: portNumber,
  cpuMicrosPerCommand: z.number().positive(),
});

const memory = z.strictObject({
  growthBytesPerSecond: z.exactOptional(z.number().min(0)),
  growthLimit: z.exactOptional(quantity),
  perItem: z.exactOptional(quantity),
});

const metricName = z
  .string()
  .regex(
    /^[a-zA-Z_:][a-zA-Z0-9_:]*$/,
    'must be a Prometheus metric name: letters, digits and _, not beginning with a digit',
  );

const workload = z.strictObject({
  namespace: kubernetesName,
  deployment: kubernetesName,
  startup: z.strictObject({ cpuSeconds: seconds, threads }),
  idle: z.strictObject({ cpuMillicores: z.number().min(0), memory: quantity }),
  worker: z.exactOptional(z.union([jetStreamWorker, redisWorker])),
  http: z.exactOptional(http),
  redis: z.exactOptional(redisServer),
  memory: z.exactOptional(memory),
  counters: z.exactOptional(z.array(z.strictObject({ metric: metricName, counts: z.enum(['acknowledged']) }))),
});

const ofPrograms = z.enum([
  'cpu-rate',
  'productivity',
  'throttled-ratio',
  'acked-rate',
  'request-rate',
  'latency-p95',
  'error-ratio',
]);
const ofWorkloads = z.enum([...ofPrograms.options, 'queue-length']);

const over = { namespace: kubernetesName, deployment: kubernetesName, windowSeconds: seconds.positive() };
const resolutionSeconds = seconds.positive();

const podsMetric = z.strictObject({ metric: text, measure: ofPrograms, ...over, resolutionSeconds });

const externalMetric = z.strictObject({ metric: text, measure: ofWorkloads, ...over, resolutionSeconds });

const prometheus = z.strictObject({
  namespace: kubernetesName,
  service: kubernetesName,
  port: portNumber,
  scrapeSeconds: seconds.positive(),
  queries: z.array(z.strictObject({ query, measure: ofWorkloads, ...over })),
});

const modelShape = {
  nodes: z.array(node).min(1),
  imagePullSeconds: seconds,
  unavailableImages: z.exactOptional(z.array(text)),
  queues: z.array(queue).default([]),
  workloads: z.array(workload).min(1),
  podsMetrics: z.array(podsMetric).default([]),
  externalMetrics: z.exactOptional(z.array(externalMetric)),
  prometheus: z.exactOptional(prometheus),
  clusterAutoscaler: z.exactOptional(clusterAutoscaler),
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
