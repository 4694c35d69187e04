/** The parts of a NATS server's `/jsz` answer that KEDA reads. */
export interface JetStreamAnswer {
  readonly node: string;
  readonly clusterSize: number;
  readonly clusterUrls: readonly string[];
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly streams: readonly {
      readonly name: string;
      readonly consumers: readonly {
        readonly name: string;
        readonly pending: number;
        readonly ackPending: number;
        readonly leader: string;
      }[];
    }[];
  }[];
}

/** Reads an answer; fields that are not there read as empty or 0, as they do in Go. */
export function parseJetStreamAnswer(json: unknown): JetStreamAnswer {
  const meta = member(json, 'meta_cluster');
  return {
    node: textOf(json, 'server_name') || textOf(member(json, 'server'), 'name') || textOf(meta, 'leader'),
    clusterSize: numberOf(meta, 'cluster_size'),
    clusterUrls: listOf(member(json, 'cluster'), 'urls').filter((url) => typeof url === 'string'),
    accounts: listOf(json, 'account_details').map((account) => ({
      id: textOf(account, 'id'),
      name: textOf(account, 'name'),
      streams: listOf(account, 'stream_detail').map((stream) => ({
        name: textOf(stream, 'name'),
        consumers: listOf(stream, 'consumer_detail').map((consumer) => ({
          name: textOf(consumer, 'name'),
          pending: numberOf(consumer, 'num_pending'),
          ackPending: numberOf(consumer, 'num_ack_pending'),
          leader: textOf(member(consumer, 'cluster'), 'leader'),
        })),
      })),
    })),
  };
}

function member(json: unknown, key: string): unknown {
  if (typeof json !== 'object' || json === null) return undefined;
  return Object.getOwnPropertyDescriptor(json, key)?.value;
}

function textOf(json: unknown, key: string): string {
  const value = member(json, key);
  return typeof value === 'string' ? value : '';
}

function numberOf(json: unknown, key: string): number {
  const value = member(json, key);
  return typeof value === 'number' ? value : 0;
}

function listOf(json: unknown, key: string): readonly unknown[] {
  const value = member(json, key);
  return Array.isArray(value) ? value : [];
}
