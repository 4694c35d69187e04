/** Where a secret is read: an environment variable by name, or a file. */
export type SecretSource = { readonly env: string } | { readonly file: string };

/** How a server is told who asks. Only the places of the secrets are known here. */
export type ServerAuth =
  | { readonly bearerFrom: SecretSource }
  | { readonly user?: string; readonly passwordFrom: SecretSource }
  | { readonly credentialsFrom: SecretSource };

/** A server that this machine reaches by itself. */
export interface DirectServer {
  readonly url: string;
  readonly auth?: ServerAuth;
}

/** What a port-forward leads to. */
export interface ForwardTarget {
  readonly namespace: string;
  readonly kind: 'service' | 'pod';
  readonly name: string;
  readonly port: number;
}

/** What a NATS server says about a consumer, by its JetStream API: whichever server is asked, the consumer's leader answers. */
export interface ConsumerFigures {
  readonly pending: number;
  readonly ackPending: number;
  readonly redelivered: number;
  /** Sequence of the stream's last message. */
  readonly published: number;
  /** Deliveries, redeliveries included. */
  readonly delivered: number;
  /** Stream sequence up to which all is acknowledged. */
  readonly acknowledged: number;
}

/**
 * What signals are read by beside the cluster's API. Signals do no input and output by themselves: they are given one of these. Connections and
 * port-forwards are kept for the next question and end with `close`. Every rejection is an Error with a sentence for the screen, which never
 * holds a secret.
 */
export interface Outside {
  /** GET of a URL; resolves to the parsed JSON. Rejects for any other status than 2xx. */
  getJson(server: DirectServer, path: string): Promise<unknown>;
  consumerFigures(server: DirectServer, stream: string, consumer: string): Promise<ConsumerFigures>;
  /** LLEN: zero where there is no such list. */
  listLength(server: DirectServer, database: number, list: string): Promise<number>;
  /** `HOST:PORT` on this machine that leads there. */
  forward(target: ForwardTarget): Promise<string>;
  close(): Promise<void>;
}

/** What a run has that does not leave its cluster: every question is refused. */
export const nothingOutside: Outside = {
  getJson: refuse,
  consumerFigures: refuse,
  listLength: refuse,
  forward: refuse,
  close: async () => {},
};

async function refuse(): Promise<never> {
  throw new Error('this run reaches nothing outside of its cluster');
}
