import type { ScaleTrigger } from '../objects.ts';
import { type JetStreamAnswer, parseJetStreamAnswer } from './jetstream-answer.ts';
import { leaderAnswer } from './jetstream-leader.ts';
import { TriggerError } from './trigger-metrics.ts';

/** GET of a monitoring URL; returns the parsed JSON and throws an Error with the client's text when that fails. */
export type MonitoringGet = (url: string) => unknown;

interface JetStreamSource {
  /** `host:port`. */
  readonly endpoint: string;
  readonly scheme: 'http' | 'https';
  readonly account: string;
  readonly accountId: string;
  readonly stream: string;
  readonly consumer: string;
}

/** A consumer's numbers as they were when it was last seen; what a scaler keeps until it is rebuilt. */
export interface SeenConsumer {
  readonly lag: number;
}

export interface JetStreamLag {
  /** num_pending + num_ack_pending. */
  readonly lag: number;
  /** To be passed to the next reading by the same scaler. */
  readonly seen: SeenConsumer;
}

/**
 * The lag KEDA's nats-jetstream scaler reads for a trigger. On a standalone server the scaler never drops what it has seen: a stream
 * or consumer that disappears keeps its last numbers until the scaler is rebuilt, hence `seen`. @throws TriggerError
 */
export function jetStreamLag(get: MonitoringGet, trigger: ScaleTrigger, seen?: SeenConsumer): JetStreamLag {
  const source = jetStreamSource(trigger.metadata);
  const answer = parseJetStreamAnswer(get(jszUrl(source, source.endpoint)));
  const found = findConsumer(answer, source);
  if (answer.clusterSize > 1) {
    const leader = leaderAnswer(get, source, answer, found.consumer?.leader ?? '');
    return lagOf(findConsumer(leader, source), source, undefined);
  }
  return lagOf(found, source, seen);
}

/** The `/jsz` question for a trigger, put to one server. */
export function jszUrl(source: Pick<JetStreamSource, 'scheme' | 'accountId'>, host: string): string {
  return `${source.scheme}://${host}/jsz?acc=${encodeURIComponent(source.accountId)}&consumers=true&config=true`;
}

function jetStreamSource(metadata: ScaleTrigger['metadata']): JetStreamSource {
  const required = (key: string): string => {
    const value = metadata[key];
    if (!value) throw new TriggerError(`error parsing nats jetstream metadata: missing required parameter "${key}"`);
    return value;
  };
  const account = metadata.account ?? '';
  const accountId = metadata.accountID || account;
  if (!accountId) {
    throw new TriggerError('error parsing nats jetstream metadata: missing required parameter "account"');
  }
  return {
    endpoint: required('natsServerMonitoringEndpoint'),
    scheme: metadata.useHttps === 'true' ? 'https' : 'http',
    account,
    accountId,
    stream: required('stream'),
    consumer: required('consumer'),
  };
}

type Stream = JetStreamAnswer['accounts'][number]['streams'][number];

interface Found {
  readonly stream: Stream | undefined;
  readonly consumer: Stream['consumers'][number] | undefined;
}

function findConsumer(answer: JetStreamAnswer, source: JetStreamSource): Found {
  const streams = answer.accounts
    .filter((account) => account.id === source.accountId || (source.account !== '' && account.name === source.account))
    .flatMap((account) => account.streams);
  const stream = streams.find(({ name }) => name === source.stream);
  return { stream, consumer: stream?.consumers.find(({ name }) => name === source.consumer) };
}

function lagOf(found: Found, source: JetStreamSource, seen: SeenConsumer | undefined): JetStreamLag {
  if (found.consumer) {
    const lag = found.consumer.pending + found.consumer.ackPending;
    return { lag, seen: { lag } };
  }
  if (seen) return { lag: seen.lag, seen };
  if (!found.stream) throw new TriggerError(`stream "${source.stream}" not found`);
  throw new TriggerError(`consumer "${source.consumer}" not found in stream "${source.stream}"`);
}
