import {
  type Authenticator,
  connect,
  credsAuthenticator,
  ErrorCode,
  Events,
  type JetStreamClient,
  type JetStreamManager,
  type NatsConnection,
  NatsError,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from 'nats';
import type { ConsumerFigures, DirectServer, ServerAuth } from '../../signals/outside.ts';
import { connectionError } from './connection-error.ts';
import { readSecret } from './secret.ts';

/** A dead server is noticed within two of these. */
const pingIntervalMs = 10_000;
const requestTimeoutMs = 5000;

/** A refusal by NATS, or the failure to reach it. */
export class NatsFailure extends Error {
  override readonly name = 'NatsFailure';
  /** Whether the same may succeed a little later: the server is away, restarting, or electing a leader. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, cause: unknown) {
    super(message, { cause });
    this.isPassing = isPassing;
  }
}

/**
 * The program's one use of the NATS library besides the embedded cluster's: a connection that comes back by itself for as long as it is open, the
 * figures of a consumer, and publishing to a stream. Every rejection is a {@link NatsFailure} without credentials in it.
 */
export class NatsClient {
  readonly #connection: NatsConnection;
  readonly #address: string;
  readonly #jetStream: JetStreamClient;
  #manager: JetStreamManager | undefined;
  #isConnected = true;

  static async open({ url, auth }: DirectServer): Promise<NatsClient> {
    const { host, protocol } = new URL(url);
    const connection = await connect({
      servers: `${protocol}//${host}`,
      name: 'harmony',
      maxReconnectAttempts: -1,
      reconnectTimeWait: 1000,
      pingInterval: pingIntervalMs,
      timeout: requestTimeoutMs,
      ...(protocol === 'tls:' && { tls: {} }),
      ...(auth && { authenticator: await authenticatorOf(auth) }),
    }).catch((error: unknown) => {
      throw failureOf(error, host);
    });
    return new NatsClient(connection, host);
  }

  private constructor(connection: NatsConnection, address: string) {
    this.#connection = connection;
    this.#address = address;
    this.#jetStream = connection.jetstream({ timeout: requestTimeoutMs });
    void this.#follow();
  }

  get isClosed(): boolean {
    return this.#connection.isClosed();
  }

  /** Asks the JetStream API, which the consumer's leader answers, whichever server of a cluster we are connected to. */
  async consumerFigures(stream: string, consumer: string): Promise<ConsumerFigures> {
    const [info, { state }] = await this.#attempt(async () => {
      this.#manager ??= await this.#connection.jetstreamManager({ checkAPI: false, timeout: requestTimeoutMs });
      return Promise.all([this.#manager.consumers.info(stream, consumer), this.#manager.streams.info(stream)]);
    });
    return {
      pending: info.num_pending,
      ackPending: info.num_ack_pending,
      redelivered: info.num_redelivered,
      published: state.last_seq,
      delivered: info.delivered.consumer_seq,
      acknowledged: info.ack_floor.stream_seq,
    };
  }

  /** Publishes one message and waits until a stream has it. The same id twice within the stream's window is one message. */
  async publish(subject: string, payload: Uint8Array, msgID: string): Promise<void> {
    await this.#attempt(() => this.#jetStream.publish(subject, payload, { msgID, timeout: requestTimeoutMs }));
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #attempt<T>(ask: () => Promise<T>): Promise<T> {
    // The library would keep the question until the server is back; whoever asked should know now.
    if (!this.#isConnected) throw new NatsFailure(`the connection to ${this.#address} is lost`, true, undefined);
    try {
      return await ask();
    } catch (error) {
      throw failureOf(error, this.#address);
    }
  }

  async #follow(): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (type === Events.Disconnect) this.#isConnected = false;
      else if (type === Events.Reconnect) this.#isConnected = true;
    }
    this.#isConnected = false;
  }
}

async function authenticatorOf(auth: ServerAuth): Promise<Authenticator> {
  if ('bearerFrom' in auth) return tokenAuthenticator(await readSecret(auth.bearerFrom));
  if ('credentialsFrom' in auth)
    return credsAuthenticator(new TextEncoder().encode(await readSecret(auth.credentialsFrom)));
  return usernamePasswordAuthenticator(auth.user ?? '', await readSecret(auth.passwordFrom));
}

const passing = new Set<string>([
  ErrorCode.Timeout,
  ErrorCode.NoResponders,
  ErrorCode.Disconnect,
  ErrorCode.ConnectionTimeout,
  ErrorCode.ConnectionRefused,
]);

function failureOf(error: unknown, address: string): NatsFailure {
  if (!(error instanceof NatsError)) return new NatsFailure(connectionError(error, address).message, true, error);
  return new NatsFailure(sentence(error, address), passing.has(error.code) || error.api_error?.code === 503, error);
}

function sentence(error: NatsError, address: string): string {
  if (error.api_error) return `${address} refuses: ${error.api_error.description}`;
  switch (error.code) {
    case ErrorCode.ConnectionRefused:
      return `connection refused: nothing listens at ${address}`;
    case ErrorCode.AuthorizationViolation:
    case ErrorCode.AuthenticationExpired:
    case ErrorCode.AuthenticationTimeout:
    case ErrorCode.BadAuthentication:
    case ErrorCode.BadCreds:
      return `${address} does not accept the login`;
    case ErrorCode.PermissionsViolation:
      return `${address} does not let this login use JetStream`;
    case ErrorCode.NoResponders:
    case ErrorCode.JetStreamNotEnabled:
      return `nobody at ${address} answers: JetStream is not enabled there, or has no stream for it`;
    case ErrorCode.Timeout:
    case ErrorCode.ConnectionTimeout:
      return `${address} does not answer`;
    case ErrorCode.Disconnect:
    case ErrorCode.ConnectionClosed:
    case ErrorCode.ConnectionDraining:
      return `the connection to ${address} is lost`;
    default:
      return error.chainedError ? connectionError(error.chainedError, address).message : `${address}: ${error.code}`;
  }
}
