import { jetStreamLag } from '../../../src/autoscaling/keda/jetstream-lag.ts';
import { prometheusValue } from '../../../src/autoscaling/keda/prometheus-value.ts';
import { TriggerError } from '../../../src/autoscaling/keda/trigger-metrics.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { AnswerError } from '../../../src/signals/answer.ts';
import { jetStreamQueue } from '../../../src/signals/jetstream-queue.ts';
import { nothingOutside, type Outside } from '../../../src/signals/outside.ts';
import { prometheusQuery } from '../../../src/signals/prometheus-query.ts';
import { setupOf } from '../../embedded/kernel/setup.ts';
import { accepted, type FuzzTarget, refused, type Verdict } from '../fuzz-target.ts';

const cluster = createEmbeddedCluster(setupOf());
const look = { unit: 'x', title: 'x', everySeconds: 1, namespace: 'demo' };

/** What a server outside answers with, by the beginning of the path. */
function answering(answers: Readonly<Record<string, unknown>>): Outside {
  return {
    ...nothingOutside,
    getJson: async (_server, path) => Object.entries(answers).find(([start]) => path.startsWith(start))?.[1],
  };
}

/** Text that is no JSON never reaches a signal: whoever fetched it says so. */
function parsed(input: string): { readonly value: unknown } | Verdict {
  try {
    return { value: JSON.parse(input) as unknown };
  } catch {
    return refused('it is not JSON');
  }
}

async function judged(read: () => Promise<unknown> | unknown): Promise<Verdict> {
  try {
    await read();
    return accepted;
  } catch (error) {
    if (error instanceof AnswerError || error instanceof TriggerError) return refused(error.message);
    throw error;
  }
}

const consumer = {
  name: 'web',
  num_pending: 7,
  num_ack_pending: 2,
  num_redelivered: 0,
  delivered: { consumer_seq: 9, stream_seq: 9 },
  ack_floor: { consumer_seq: 7, stream_seq: 7 },
  cluster: { leader: 'nats-0' },
};
const jsz = {
  server_id: 'N',
  account_details: [
    {
      name: '$G',
      id: '$G',
      stream_detail: [{ name: 'MEMES', state: { messages: 9, last_seq: 16 }, consumer_detail: [consumer] }],
    },
  ],
};
const varz = {
  server_name: 'nats-0',
  connect_urls: ['10.0.0.1:4222', '[::1]:4222'],
  cluster: { urls: ['nats-1.nats:6222', 'nats-route://nats-2.nats:6222'] },
};

/** `/jsz` and `/varz` of a NATS server's monitoring, as the queue and as KEDA's scaler read them. */
export const natsAnswers: FuzzTarget = {
  name: 'NATS monitoring',
  seeds: [
    JSON.stringify({ jsz, varz }),
    JSON.stringify({ jsz: { ...jsz, meta_cluster: { cluster_size: 3, leader: 'nats-1' } }, varz }),
  ],
  structure: 'json',
  words: [
    'MEMES',
    'web',
    '$G',
    'nats-0',
    'nats-1',
    '10.0.0.1:4222',
    'leader',
    'cluster_size',
    '"num_pending":',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    'null',
    '-1',
  ],
  judge(input) {
    const json = parsed(input);
    if (!('value' in json)) return json;
    const { jsz: lag, varz: server } = (json.value ?? {}) as Readonly<Record<string, unknown>>;
    const outside = answering({ '/jsz': lag, '/varz': server });
    const queue = { ...look, id: 'queue', url: 'http://nats:8222', account: '$G', stream: 'MEMES', consumer: 'web' };
    const metadata = { natsServerMonitoringEndpoint: 'nats:8222', account: '$G', stream: 'MEMES', consumer: 'web' };
    return judged(async () => {
      const signal = jetStreamQueue(queue, outside);
      const read = await judged(() => signal.read(cluster));
      if (read.accepted) await signal.read(cluster);
      jetStreamLag((url) => (url.includes('/jsz') ? lag : server), { type: 'nats-jetstream', metadata });
      if (!read.accepted) throw new AnswerError(read.message);
    });
  },
};

const vector = {
  status: 'success',
  data: { resultType: 'vector', result: [{ metric: { a: 'b' }, value: [1_759_309_200, '3.5'] }] },
};

/** Answers to a PromQL instant query, as a signal and as KEDA's scaler read them. */
export const prometheusAnswers: FuzzTarget = {
  name: 'Prometheus answers',
  seeds: [
    JSON.stringify(vector),
    JSON.stringify({ status: 'success', data: { resultType: 'scalar', result: [1, '+Inf'] } }),
    JSON.stringify({ status: 'error', errorType: 'bad_data', error: 'parse error at char 3' }),
  ],
  structure: 'json',
  words: [
    'success',
    'vector',
    'scalar',
    'matrix',
    'NaN',
    '+Inf',
    '-Inf',
    '"value":',
    '"result":',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    'null',
  ],
  judge(input) {
    const json = parsed(input);
    if (!('value' in json)) return json;
    const signal = prometheusQuery(
      { ...look, id: 'rate', url: 'http://prometheus:9090', query: 'up' },
      answering({ '/': json.value }),
    );
    return judged(async () => {
      const read = await judged(() => signal.read(cluster));
      prometheusValue({ type: 'prometheus', metadata: { query: 'up', ignoreNullValues: 'false' } }, json.value);
      if (!read.accepted) throw new AnswerError(read.message);
    });
  },
};
