import {
  AckPolicy,
  connect,
  ErrorCode,
  type JetStreamManager,
  type NatsConnection,
  NatsError,
  nanos,
  StorageType,
} from 'nats';
import type { OpenStream, QueueSource } from '../broker/queue-source.ts';
import type { JetStreamModel } from '../setup.ts';
import { RealConsumer } from './real-consumer.ts';
import { RealStream } from './real-stream.ts';

/** Queues on a real server. Whoever opened it closes it. */
export interface RealNats extends QueueSource {
  /** Removes the streams and consumers that were made for this run, and disconnects. */
  close(): Promise<void>;
}

/** The connection notices a dead server within two of these. */
const pingIntervalMs = 10_000;

/**
 * Connects to `url` (`nats://[USER:PASSWORD@]HOST[:PORT]`) and makes the model's streams and consumers where the server does not have
 * them. What is there already is used as it is, and stays. @throws Error whose message says what the server refused; it never has credentials
 */
export async function connectNats(url: string, queues: readonly JetStreamModel[]): Promise<RealNats> {
  const { servers, user, pass } = addressOf(url);
  const connection = await connect({
    servers,
    name: 'harmony',
    maxReconnectAttempts: -1,
    pingInterval: pingIntervalMs,
    ...(user !== undefined && { user }),
    ...(pass !== undefined && { pass }),
  }).catch((error: unknown) => {
    throw new Error(`no NATS server answers at ${servers}: ${reasonOf(error)}`, { cause: error });
  });
  try {
    const manager = await connection.jetstreamManager();
    const made: (() => Promise<unknown>)[] = [];
    for (const queue of queues) made.unshift(...(await prepare(manager, queue)));
    return new ConnectedNats(connection, manager, made);
  } catch (error) {
    await connection.close();
    throw new Error(`the NATS server at ${servers} refuses: ${reasonOf(error)}`, { cause: error });
  }
}

class ConnectedNats implements RealNats {
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #made: readonly (() => Promise<unknown>)[];

  constructor(connection: NatsConnection, manager: JetStreamManager, made: readonly (() => Promise<unknown>)[]) {
    this.#connection = connection;
    this.#manager = manager;
    this.#made = made;
  }

  openStream(...[clock, model]: Parameters<QueueSource['openStream']>): OpenStream {
    const jetStream = this.#connection.jetstream();
    const stream = new RealStream(clock, { jetStream, manager: this.#manager }, model);
    return {
      stream,
      consumer: (of) => new RealConsumer(clock, { jetStream, manager: this.#manager }, stream, of),
    };
  }

  async close(): Promise<void> {
    // A server that has gone cannot be tidied up, and must not keep the program from ending.
    if (!this.#connection.isClosed()) for (const remove of this.#made) await remove().catch(() => undefined);
    await this.#connection.close();
  }
}

/** Makes what is missing. Returns what removes it again, the last first. */
async function prepare(manager: JetStreamManager, queue: JetStreamModel): Promise<(() => Promise<unknown>)[]> {
  const { stream, subject, consumer, ackWaitSeconds, maxAckPending } = queue;
  const remove: (() => Promise<unknown>)[] = [];
  if (await isMissing(manager.streams.info(stream))) {
    await manager.streams.add({ name: stream, subjects: [subject], storage: StorageType.Memory });
    remove.unshift(() => manager.streams.delete(stream));
  }
  if (await isMissing(manager.consumers.info(stream, consumer))) {
    await manager.consumers.add(stream, {
      durable_name: consumer,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ackWaitSeconds * 1000),
      max_ack_pending: maxAckPending,
    });
    remove.unshift(() => manager.consumers.delete(stream, consumer));
  }
  return remove;
}

async function isMissing(info: Promise<unknown>): Promise<boolean> {
  try {
    await info;
    return false;
  } catch (error) {
    if (error instanceof NatsError && error.code === ErrorCode.JetStream404NoMessages) return true;
    if (error instanceof NatsError && error.api_error?.code === 404) return true;
    throw error;
  }
}

/** Credentials are given apart from the address, so that no message can repeat them. @throws Error for what is no address */
function addressOf(url: string): { readonly servers: string; readonly user?: string; readonly pass?: string } {
  const text = url.includes('://') ? url : `nats://${url}`;
  if (!URL.canParse(text)) throw new Error('it must be nats://HOST[:PORT]');
  const { host, username, password, protocol } = new URL(text);
  if (host === '' || !['nats:', 'tls:'].includes(protocol)) throw new Error('it must be nats://HOST[:PORT]');
  return {
    servers: `${protocol}//${host}`,
    ...(username !== '' && { user: decodeURIComponent(username) }),
    ...(password !== '' && { pass: decodeURIComponent(password) }),
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof NatsError) {
    if (error.code === ErrorCode.JetStreamNotEnabled)
      return 'JetStream is not enabled on it (start it with --jetstream)';
    return error.api_error?.description ?? error.message;
  }
  return error instanceof Error ? error.message : String(error);
}
