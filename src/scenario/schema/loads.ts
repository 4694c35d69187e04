import { z } from 'zod';
import { key } from './modes.ts';
import { identifier, manifestFile, text } from './names.ts';
import { serverFields, urlOf } from './server.ts';

const look = { id: identifier, key, title: text };

const durationSeconds = z.number().positive().max(86_400);
const ratePerSecond = z.number().positive().max(1_000_000);

/** A Job that is created anew each time. */
const job = z.strictObject({
  kind: z.literal('job'),
  ...look,
  job: manifestFile,
  messages: z.exactOptional(z.int().min(1)),
});

/** The user's own program, run on this machine. */
const exec = z.strictObject({
  kind: z.literal('exec'),
  ...look,
  /** Looked for in PATH; with a slash in it, relative to `cwd`. */
  command: text,
  args: z.array(z.string()).default([]),
  /** Relative to the scenario's folder, which it is unless told. */
  cwd: text.default('.'),
  /** Variables of Harmony's own environment that the program sees, besides PATH, HOME and the like. */
  env: z.array(text.regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable')).default([]),
  /** An embedded cluster is no place a program of this machine could put load on, unless the scenario says that it may. */
  on: z
    .array(z.enum(['kube', 'embedded']))
    .min(1)
    .default(['kube']),
});

/** Messages published to a JetStream subject with the NATS client. */
const natsPublish = z.strictObject({
  kind: z.literal('nats-publish'),
  ...look,
  url: urlOf('nats', 'tls'),
  auth: serverFields('nats').auth,
  subject: text.regex(/^[^\s*>]+$/, 'must be a subject without blanks and wildcards'),
  messages: z.int().min(1).max(100_000_000),
  /** Of each message. */
  bytes: z.int().min(0).max(8_388_608).default(128),
  /** Messages that wait for their acknowledgement at the same time. */
  inFlight: z.int().min(1).max(10_000).default(64),
  /** As fast as the server takes them unless told. */
  ratePerSecond: z.exactOptional(ratePerSecond),
});

/** HTTP requests sent by this machine: by users that each wait for their answer, or at a rate whatever the answers take. */
const http = z
  .strictObject({
    kind: z.literal('http'),
    ...look,
    url: urlOf('http', 'https'),
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
    body: z.exactOptional(z.string()),
    users: z.exactOptional(z.int().min(1).max(10_000)),
    ratePerSecond: z.exactOptional(ratePerSecond),
    durationSeconds,
    /** An answer that takes longer is an error. */
    timeoutSeconds: z.number().positive().max(600).default(20),
    on: z
      .array(z.enum(['kube', 'embedded']))
      .min(1)
      .default(['kube']),
  })
  .check((context) => {
    const { users, ratePerSecond: rate } = context.value;
    if ((users === undefined) !== (rate === undefined)) return;
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: '{name} does not say how much load it is in one way',
      params: { tryThis: 'give it one of users, ratePerSecond' },
    });
  });

/** What puts pressure on the workload. */
export const loads = z.array(z.discriminatedUnion('kind', [job, exec, natsPublish, http])).default([]);
