import { z } from 'zod';
import { identifier, kubernetesName, query, text } from './names.ts';
import { checkServer, serverFields } from './server.ts';

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

const queueLook = {
  ...look,
  /** Items per replica that the autoscaler aims at. */
  lagThreshold: z.exactOptional(z.number().positive()),
  everySeconds: z.number().min(0.2).max(300).default(1),
};

const queue = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('nats-jetstream'),
      ...queueLook,
      /** http(s) is the monitoring endpoint, nats and tls are the server's own protocol. */
      ...serverFields('nats', 'tls', 'http', 'https'),
      /** `$G` is the account of a NATS server without accounts. */
      account: text.default('$G'),
      stream: text,
      consumer: text,
    })
    .check(checkServer),
  z
    .strictObject({
      kind: z.literal('redis-list'),
      ...queueLook,
      ...serverFields('redis', 'rediss'),
      list: text,
      database: z.int().min(0).max(1_000_000).default(0),
    })
    .check(checkServer),
  z
    .strictObject({ kind: z.literal('prometheus'), ...queueLook, ...serverFields('http', 'https'), query })
    .check(checkServer),
]);

const prometheus = z
  .strictObject({ kind: z.literal('prometheus'), ...look, ...serverFields('http', 'https'), query, everySeconds })
  .check(checkServer);

/** Of the pods a selector matches, of one other object, or of the namespace as a whole. */
const custom = z
  .strictObject({
    kind: z.literal('custom'),
    ...look,
    metric: text,
    podSelector: z.exactOptional(text),
    object: z.exactOptional(
      z.strictObject({
        /** As the API server lists it, in its plural, with the group behind it: `services`, `ingresses.networking.k8s.io`. */
        resource: text,
        name: text,
      }),
    ),
    /** The value the namespace itself has. */
    ofNamespace: z.exactOptional(z.literal(true)),
    /** Of the metric's own labels, as in `-l`. */
    selector: z.exactOptional(text),
    everySeconds,
  })
  .check((context) => {
    const { podSelector, object, ofNamespace } = context.value;
    const subjects = [podSelector, object, ofNamespace].filter((subject) => subject !== undefined).length;
    if (subjects === 1) return;
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: subjects === 0 ? '{name} does not say whose metric it is' : '{name} says in two ways whose metric it is',
      params: { tryThis: 'give it one of podSelector, object, ofNamespace' },
    });
  });

const metric = z.discriminatedUnion('kind', [
  custom,
  z.strictObject({ kind: z.literal('external'), ...look, metric: text, selector: text, everySeconds }),
  z.strictObject({
    kind: z.literal('resource'),
    ...look,
    resource: z.enum(['cpu', 'memory']),
    podSelector: text,
    /** Usage of this container alone. */
    container: z.exactOptional(kubernetesName),
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
