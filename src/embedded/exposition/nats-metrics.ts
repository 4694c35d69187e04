import type { NatsServer } from '../broker/nats-server.ts';
import type { ConsumerState, PullConsumer } from '../broker/pull-consumer.ts';
import type { Stream, StreamState } from '../broker/stream.ts';
import type { MetricFamily } from './metric-family.ts';

interface Series<T> {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: T;
}

/** Streams and consumers as prometheus-nats-exporter shows them with `-jsz=all` (collector/jsz.go). */
export function natsMetrics(servers: readonly NatsServer[]): readonly MetricFamily[] {
  const streams = servers.flatMap((server) => server.streams().map((stream) => streamSeries(server, stream)));
  const consumers = servers.flatMap((server) =>
    server
      .streams()
      .flatMap((stream) => server.consumersOf(stream).map((consumer) => consumerSeries(server, stream, consumer))),
  );
  const ofStreams = gauges('jetstream_stream', streams);
  const ofConsumers = gauges('jetstream_consumer', consumers);
  return [
    ofStreams('total_messages', 'Total number of messages from a stream', ({ messages }) => messages),
    ofStreams('total_bytes', 'Total stored bytes from a stream', ({ bytes }) => bytes),
    ofStreams('first_seq', 'First sequence from a stream', ({ firstSequence }) => firstSequence),
    ofStreams('last_seq', 'Last sequence from a stream', ({ lastSequence }) => lastSequence),
    ofConsumers(
      'delivered_consumer_seq',
      'Latest sequence number of a stream consumer',
      ({ deliveredConsumerSequence }) => deliveredConsumerSequence,
    ),
    ofConsumers(
      'delivered_stream_seq',
      'Latest sequence number of a stream',
      ({ deliveredStreamSequence }) => deliveredStreamSequence,
    ),
    ofConsumers('num_ack_pending', 'Number of pending acks from a consumer', ({ ackPending }) => ackPending),
    ofConsumers('num_redelivered', 'Number of redelivered messages from a consumer', ({ redelivered }) => redelivered),
    ofConsumers('num_waiting', 'Number of inflight fetch requests from a pull consumer', ({ waiting }) => waiting),
    ofConsumers('num_pending', 'Number of pending messages from a consumer', ({ pending }) => pending),
    ofConsumers(
      'ack_floor_stream_seq',
      'Number of ack floor stream seq from a consumer',
      ({ ackFloorStreamSequence }) => ackFloorStreamSequence,
    ),
  ];
}

function gauges<T>(prefix: string, series: readonly Series<T>[]) {
  return (name: string, help: string, measure: (state: T) => number): MetricFamily => ({
    name: `${prefix}_${name}`,
    type: 'gauge',
    help,
    samples: series.map(({ labels, state }) => ({ labels, value: measure(state) })),
  });
}

function streamSeries(server: NatsServer, stream: Stream): Series<StreamState> {
  return { labels: streamLabels(server, stream), state: stream.state() };
}

function consumerSeries(server: NatsServer, stream: Stream, consumer: PullConsumer): Series<ConsumerState> {
  return { labels: { ...streamLabels(server, stream), consumer_name: consumer.name }, state: consumer.state() };
}

function streamLabels({ namespace, service, account }: NatsServer, { name }: Stream): Readonly<Record<string, string>> {
  return { namespace, server_name: `${service}-0`, account, stream_name: name };
}
