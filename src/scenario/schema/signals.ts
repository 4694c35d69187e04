import { z } from 'zod';
import { identifier, kubernetesName, portNumber, query, text } from './names.ts';

/** What a chart needs to know of a series. A namespace that is not given is the target's. */
const look = {
  id: identifier,
  title: text,
  unit: text,
  target: z.exactOptional(z.number()),
  sla: z.exactOptional(z.number()),
  namespace: z.exactOptional(kubernetesName),
};

/** Custom metrics and Prometheus change every few seconds at best; asking more often only costs. */
const everySeconds = z.number().min(0.2).max(300).default(5);

const queue = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('nats-jetstream'),
    ...look,
    service: kubernetesName,
    port: portNumber.default(8222),
    /** `$G` is the account of a NATS server without accounts. */
    account: text.default('$G'),
    stream: text,
    consumer: text,
    lagThreshold: z.exactOptional(z.number().positive()),
    everySeconds: z.number().min(0.2).max(300).default(1),
  }),
]);

const prometheus = z.strictObject({
  kind: z.literal('prometheus'),
  ...look,
  service: kubernetesName,
  port: portNumber.default(9090),
  query,
  everySeconds,
});

const metric = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('custom'), ...look, metric: text, podSelector: text, everySeconds }),
  z.strictObject({ kind: z.literal('external'), ...look, metric: text, selector: text, everySeconds }),
  z.strictObject({
    kind: z.literal('resource'),
    ...look,
    resource: z.enum(['cpu', 'memory']),
    podSelector: text,
    everySeconds,
  }),
  prometheus,
]);

/** The series of a run: one queue at most, metrics, and the throttling that averages hide. */
export const signals = z.strictObject({
  queue: z.exactOptional(queue),
  metrics: z.array(metric).default([]),
  throttling: z.exactOptional(prometheus),
});
