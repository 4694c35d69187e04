import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { ClusterError, type ResourceType } from '../../../src/cluster/port.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { VirtualClock } from '../../../src/embedded/clock/virtual-clock.ts';
import { reflectorIntervals } from '../../../src/kube/watch/intervals.ts';
import { Reflector } from '../../../src/kube/watch/reflector.ts';
import { openWatchStream } from '../../../src/kube/watch/watch-stream.ts';
import { accepted, type FuzzTarget, refused, type Verdict } from '../fuzz-target.ts';

const pods: ResourceType = resources.pods;
const server = new URL('http://server');

const metadata = {
  name: 'web-1',
  namespace: 'demo',
  uid: 'u1',
  resourceVersion: '11',
  managedFields: [{ manager: 'm', operation: 'Update', fieldsV1: { 'f:spec': { 'f:replicas': {} } } }],
  annotations: { a: 'é🙂' },
};
const pod = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata,
  spec: { containers: [{ name: 'c', volumeMounts: [] }], volumes: [{ name: 'v', emptyDir: {} }] },
  status: { phase: 'Running', containerStatuses: [{ name: 'c', imageID: 'x' }] },
};
const deployment = {
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  metadata: { ...metadata, resourceVersion: '12' },
  spec: { template: { spec: pod.spec } },
};
const events = [
  { type: 'ADDED', object: pod },
  { type: 'MODIFIED', object: deployment },
  { type: 'BOOKMARK', object: { kind: 'Pod', metadata: { resourceVersion: '13' } } },
  { type: 'MODIFIED', object: { ...pod, kind: 'Node', metadata: { ...metadata, resourceVersion: '14' } } },
  { type: 'DELETED', object: { ...pod, metadata: { ...metadata, resourceVersion: '15' } } },
];
const expired = {
  type: 'ERROR',
  object: {
    kind: 'Status',
    code: 410,
    reason: 'Expired',
    message: 'too old resource version',
    details: { retryAfterSeconds: 1 },
  },
};

/** Bytes in chunks whose ends depend on the bytes alone. */
function chunksOf(bytes: Buffer): readonly Buffer[] {
  const chunks: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const length = 1 + ((((bytes[from] ?? 0) * 31 + from) % 97) ** 2 % 700);
    chunks.push(bytes.subarray(from, from + length));
    from += length;
  }
  return chunks;
}

/** Lets a reflector watch these bytes once. The failure it tells, if it tells one. */
async function reflected(input: string): Promise<Verdict> {
  const clock = new VirtualClock(epochMs(0));
  let isFirst = true;
  const open = async () => {
    // Whoever asks on waits for more.
    if (!isFirst) return new Promise<never>(() => {});
    isFirst = false;
    const answer = new IncomingMessage(new Socket());
    for (const chunk of chunksOf(Buffer.from(input))) answer.push(chunk);
    answer.push(null);
    return answer;
  };
  let failure: string | undefined;
  let surrendered: string | undefined;
  const ended = Promise.withResolvers<void>();
  const objects = new Set<string>();
  const reflector = new Reflector({
    source: {
      list: async () => ({ items: [], resourceVersion: '10' }),
      watch: (resourceVersion, timeoutSeconds, handlers) => {
        const options = { resourceVersion, timeoutSeconds };
        const onEnd = (error?: ClusterError): void => {
          failure = error?.message;
          handlers.onEnd(error);
          setImmediate(ended.resolve);
        };
        const cancel = openWatchStream({ open, server }, pods, options, { ...handlers, onEnd });
        return () => {
          cancel();
          setImmediate(ended.resolve);
        };
      },
    },
    clock,
    random: () => 0.5,
    intervals: reflectorIntervals,
    handlers: {
      onUpsert: (object) => objects.add(object.metadata.name),
      onDelete: (object) => objects.delete(object.metadata.name),
      onHealth: (health) => {
        if (health.state === 'failed') surrendered = health.reason;
      },
    },
    healthOf: (error) => ({
      state: 'failed',
      reason: error instanceof ClusterError ? error.message : 'no ClusterError',
    }),
  });
  const stop = reflector.start();
  await ended.promise;
  stop();
  if (reflector.state === 'failed' && surrendered !== failure) throw new Error(`the reflector gave up: ${surrendered}`);
  return failure === undefined ? accepted : refused(failure);
}

/** Answers to a watch: lines of JSON in chunks. */
export const watchStreams: FuzzTarget = {
  name: 'watch streams',
  seeds: [
    `${events.map((event) => JSON.stringify(event)).join('\n')}\n`,
    `${[...events.slice(0, 2), expired].map((event) => JSON.stringify(event)).join('\r\n')}\r\n`,
  ],
  structure: 'lines of json',
  words: [
    'ADDED',
    'MODIFIED',
    'DELETED',
    'BOOKMARK',
    'ERROR',
    '"object":',
    '"metadata":',
    'resourceVersion',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\n',
    '\r\n',
    'null',
    '9',
  ],
  judge: reflected,
};
