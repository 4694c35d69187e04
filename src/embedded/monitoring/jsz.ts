import type { EpochMs } from '../../autoscaling/units.ts';
import type { NatsServer } from '../broker/nats-server.ts';
import type { PullConsumer } from '../broker/pull-consumer.ts';
import type { Stream } from '../broker/stream.ts';

/** Go's zero time, which a server prints where something has not happened. */
const never = '0001-01-01T00:00:00Z';

/** A server's answer to `/jsz` with the given query, in nats-server's shape for a standalone server. */
export function jsz(server: NatsServer, query: URLSearchParams, now: EpochMs): unknown {
  const streams = server.streams();
  const totals = {
    memory: 0,
    storage: sum(streams, (stream) => stream.state().bytes),
    reserved_memory: 0,
    reserved_storage: 0,
  };
  const account = query.get('acc');
  const consumers = isTrue(query.get('consumers'));
  const withStreams = consumers || isTrue(query.get('streams'));
  const withAccounts = withStreams || account !== null || isTrue(query.get('accounts'));
  const shown = withAccounts && (account === null || account === server.account);
  return {
    server_id: serverId(server),
    now: isoTime(now),
    config: {
      max_memory: 1 << 30,
      max_storage: 10 * 2 ** 30,
      store_dir: '/data/jetstream',
      sync_interval: 120_000_000_000,
    },
    ...totals,
    accounts: 1,
    ha_assets: 0,
    api: { level: 1, total: 0, errors: 0 },
    streams: streams.length,
    consumers: sum(streams, (stream) => server.consumersOf(stream).length),
    messages: sum(streams, (stream) => stream.state().messages),
    bytes: totals.storage,
    ...(shown
      ? {
          account_details: [
            {
              name: server.account,
              id: server.account,
              ...totals,
              accounts: 1,
              ha_assets: 0,
              api: { level: 1, total: 0, errors: 0 },
              ...(withStreams
                ? { stream_detail: streams.map((stream) => streamDetail(server, stream, query, consumers, now)) }
                : {}),
            },
          ],
        }
      : {}),
  };
}

/** An opaque id, the same for each run. */
export function serverId(server: NatsServer): string {
  return `N${`${server.service}${server.namespace}`
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .padEnd(55, 'HARMONY')
    .slice(0, 55)}`;
}

function streamDetail(
  server: NatsServer,
  stream: Stream,
  query: URLSearchParams,
  withConsumers: boolean,
  now: EpochMs,
): unknown {
  const state = stream.state();
  const consumers = server.consumersOf(stream);
  const withConfig = isTrue(query.get('config'));
  return {
    name: stream.name,
    created: isoTime(stream.createdAt),
    ...(withConfig ? { config: streamConfig(stream) } : {}),
    state: {
      messages: state.messages,
      bytes: state.bytes,
      first_seq: state.firstSequence,
      first_ts: state.firstAt === undefined ? never : isoTime(state.firstAt),
      last_seq: state.lastSequence,
      last_ts: state.lastAt === undefined ? never : isoTime(state.lastAt),
      num_subjects: state.messages > 0 ? 1 : 0,
      consumer_count: consumers.length,
    },
    ...(withConsumers
      ? { consumer_detail: consumers.map((consumer) => consumerDetail(consumer, withConfig, now)) }
      : {}),
  };
}

function streamConfig(stream: Stream): unknown {
  return {
    name: stream.name,
    subjects: [stream.subject],
    retention: 'limits',
    max_consumers: -1,
    max_msgs: -1,
    max_bytes: -1,
    max_age: 0,
    max_msgs_per_subject: -1,
    max_msg_size: -1,
    discard: 'old',
    storage: 'file',
    num_replicas: 1,
  };
}

function consumerDetail(consumer: PullConsumer, withConfig: boolean, now: EpochMs): unknown {
  const state = consumer.state();
  const { ackWaitMs, maxAckPending } = consumer.options;
  return {
    stream_name: consumer.stream.name,
    name: consumer.name,
    created: isoTime(consumer.createdAt),
    ...(withConfig
      ? {
          config: {
            durable_name: consumer.name,
            name: consumer.name,
            deliver_policy: 'all',
            ack_policy: 'explicit',
            // Nanoseconds, as Go prints durations in JSON.
            ack_wait: ackWaitMs * 1_000_000,
            max_deliver: -1,
            max_ack_pending: maxAckPending,
            max_waiting: 512,
            replay_policy: 'instant',
            num_replicas: 0,
          },
        }
      : {}),
    delivered: {
      consumer_seq: state.deliveredConsumerSequence,
      stream_seq: state.deliveredStreamSequence,
      ...(state.lastDeliveredAt === undefined ? {} : { last_active: isoTime(state.lastDeliveredAt) }),
    },
    ack_floor: {
      consumer_seq: state.ackFloorStreamSequence,
      stream_seq: state.ackFloorStreamSequence,
      ...(state.lastAckAt === undefined ? {} : { last_active: isoTime(state.lastAckAt) }),
    },
    num_ack_pending: state.ackPending,
    num_redelivered: state.redelivered,
    num_waiting: state.waiting,
    num_pending: state.pending,
    ts: isoTime(now),
  };
}

function isoTime(at: EpochMs): string {
  return new Date(at).toISOString();
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** As Go's strconv.ParseBool, with which nats-server reads its query. */
function isTrue(text: string | null): boolean {
  return text !== null && ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);
}
