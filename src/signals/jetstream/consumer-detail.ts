import { type Answer, AnswerError } from '../answer.ts';
import type { ConsumerFigures } from '../outside.ts';

/** Whose lag is asked for. */
export interface ConsumerName {
  readonly account: string;
  readonly stream: string;
  readonly consumer: string;
}

/** A consumer in an answer of `/jsz?consumers=true&config=true`. */
export interface ConsumerDetail {
  readonly figures: ConsumerFigures;
  /** Name of the server that leads it in a cluster; only the leader's figures are up to date. Undefined on a server that stands alone. */
  readonly leader: string | undefined;
}

/** How many servers the answer's cluster has; 1 for one that stands alone. */
export function clusterSize(answer: Answer): number {
  const meta = answer.field('meta_cluster');
  if (meta.isAbsent || meta.field('cluster_size').isAbsent) return 1;
  return meta.field('cluster_size').number();
}

/** The consumer's part of an answer. @throws AnswerError when the server does not have it */
export function consumerDetail(answer: Answer, name: ConsumerName): ConsumerDetail {
  // As in KEDA's scaler: an account matches by id or by name, stream and consumer by their exact names.
  const account = named(answer.field('account_details'), name.account, 'account', ['id', 'name']);
  const stream = named(account.field('stream_detail'), name.stream, 'stream', ['name']);
  const consumer = named(stream.field('consumer_detail'), name.consumer, 'consumer', ['name']);
  const cluster = consumer.field('cluster');
  const leader = cluster.isAbsent || cluster.field('leader').isAbsent ? '' : cluster.field('leader').text();
  return {
    leader: leader === '' ? undefined : leader,
    figures: {
      pending: consumer.field('num_pending').number(),
      ackPending: consumer.field('num_ack_pending').number(),
      redelivered: consumer.field('num_redelivered').number(),
      published: stream.field('state').field('last_seq').number(),
      delivered: consumer.field('delivered').field('consumer_seq').number(),
      acknowledged: consumer.field('ack_floor').field('stream_seq').number(),
    },
  };
}

function named(list: Answer, name: string, what: string, fields: readonly string[]): Answer {
  const entries = list.listOrEmpty();
  const isNamed = (entry: Answer) =>
    fields.some((field) => !entry.field(field).isAbsent && entry.field(field).text() === name);
  const found = entries.find(isNamed);
  if (found) return found;
  const seen = entries.map((entry) => entry.field('name').text()).join(', ') || 'none';
  throw new AnswerError(`there is no ${what} named ${name} in JetStream (seen: ${seen})`);
}
