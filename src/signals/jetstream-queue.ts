import { Answer, AnswerError } from './answer.ts';
import { type Reading, type Signal, type SignalLook, seriesOf } from './signal.ts';

/** Where a JetStream consumer is found, and how its lag is shown. */
export interface JetStreamQueue extends SignalLook {
  readonly namespace: string;
  readonly service: string;
  /** The monitoring port, 8222 by default in NATS. */
  readonly port: number;
  readonly account: string;
  readonly stream: string;
  readonly consumer: string;
}

/**
 * A queue as the NATS monitoring endpoint shows it. The series named like the queue is the lag as KEDA's scaler reads it: messages not
 * yet delivered plus those delivered and not yet acknowledged. Beside it come its two parts and the counters that in and out rates are
 * made of: messages published to the stream, messages delivered (redeliveries included) and messages acknowledged (the ack floor).
 */
export function jetStreamQueue(queue: JetStreamQueue): Signal {
  const { id, unit } = queue;
  const counter = (name: string, title: string) => ({ id: `${id}:${name}`, title, unit });
  const path = `/jsz?acc=${encodeURIComponent(queue.account)}&consumers=true&config=true`;
  const service = { namespace: queue.namespace, name: queue.service, port: queue.port };
  return {
    source: id,
    everySeconds: queue.everySeconds,
    series: [
      seriesOf(queue),
      counter('pending', 'pending'),
      counter('ackPending', 'ack pending'),
      counter('redelivered', 'being redelivered'),
      counter('published', 'published'),
      counter('delivered', 'delivered'),
      counter('acked', 'acknowledged'),
    ],
    read: async (cluster) => readConsumer(new Answer(await cluster.serviceProxy(service, path), '/jsz'), queue),
  };
}

function readConsumer(answer: Answer, queue: JetStreamQueue): readonly Reading[] {
  // As in KEDA's scaler: an account matches by id or by name, stream and consumer by their exact names.
  const account = named(answer.field('account_details'), queue.account, 'account', ['id', 'name']);
  const stream = named(account.field('stream_detail'), queue.stream, 'stream', ['name']);
  const consumer = named(stream.field('consumer_detail'), queue.consumer, 'consumer', ['name']);
  const pending = consumer.field('num_pending').number();
  const ackPending = consumer.field('num_ack_pending').number();
  const reading = (name: string, value: number) => ({ series: `${queue.id}:${name}`, value });
  return [
    { series: queue.id, value: pending + ackPending },
    reading('pending', pending),
    reading('ackPending', ackPending),
    reading('redelivered', consumer.field('num_redelivered').number()),
    reading('published', stream.field('state').field('last_seq').number()),
    reading('delivered', consumer.field('delivered').field('consumer_seq').number()),
    reading('acked', consumer.field('ack_floor').field('stream_seq').number()),
  ];
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
