import { z } from 'zod';
import type { KubernetesObject } from '../../autoscaling/objects.ts';

/** Version of the journal's format. A program reads those up to its own. */
export const journalVersion = 1;

const ref = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});

const object = z.custom<KubernetesObject>(
  (value) =>
    z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({}) }).safeParse(value).success,
);

const at = z.string();

/** Who wrote the journal, and about what. The first line of a file. */
const header = z.object({
  type: z.literal('header'),
  version: z.number(),
  at,
  /** Kubeconfig context. */
  context: z.string(),
  /** Uid of the namespace kube-system, which identifies a cluster; null where it may not be read. */
  cluster: z.string().nullable(),
  namespace: z.string(),
  scenario: z.string(),
  /** `user@host pid 4711` */
  holder: z.string(),
  host: z.string(),
  pid: z.number(),
});

/** An object is about to be changed. It may have been, from here on. */
const change = z.object({
  type: z.literal('change'),
  id: z.number(),
  at,
  verb: z.enum(['apply', 'replace', 'delete', 'scale', 'create']),
  ref,
  /** The object as it was; null where there was none. */
  before: object.nullable(),
  /** Fields that hold credentials, which are not kept. An object with such fields cannot be put back whole. */
  redacted: z.array(z.string()).readonly().optional(),
  fieldManager: z.string(),
  context: z.string(),
  namespace: z.string().optional(),
  /** The kubectl command that does the same. */
  command: z.string(),
});

/** How many replicas a workload had before the first change of anything that scales it. */
const found = z.object({ type: z.literal('found'), at, ref, replicas: z.number() });

/** How a change went. Without it nobody knows whether it took place. */
const outcome = z.object({
  type: z.literal('outcome'),
  id: z.number(),
  at,
  outcome: z.enum(['done', 'failed']),
  message: z.string().optional(),
});

/** Everything above has been put back. */
const restored = z.object({ type: z.literal('restored'), at });

/** The run ended as it should; what was left different was left on purpose. */
const ended = z.object({ type: z.literal('ended'), at, outstanding: z.number() });

export const journalLine = z.discriminatedUnion('type', [header, change, found, outcome, restored, ended]);

export type JournalLine = z.infer<typeof journalLine>;
export type JournalHeader = z.infer<typeof header>;
export type JournalChange = z.infer<typeof change>;
