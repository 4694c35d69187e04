import type { EpochMs } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { JetStreamModel } from '../setup.ts';
import type { PullConsumer } from './pull-consumer.ts';
import { modelledQueues, type OpenStream, type QueueSource } from './queue-source.ts';
import type { Stream } from './stream.ts';
import { subjectMatches } from './subject.ts';

/** One NATS server with JetStream: streams of one account and their consumers, behind one service. */
export class NatsServer {
  readonly namespace: string;
  readonly service: string;
  readonly monitoringPort: number;
  readonly account: string;
  readonly startedAt: EpochMs;
  readonly #clock: Clock;
  readonly #source: QueueSource;
  readonly #streams = new Map<string, OpenStream>();
  readonly #consumers: PullConsumer[] = [];

  constructor(clock: Clock, source: QueueSource, model: JetStreamModel) {
    this.#clock = clock;
    this.#source = source;
    this.namespace = model.namespace;
    this.service = model.service;
    this.monitoringPort = model.monitoringPort;
    this.account = model.account;
    this.startedAt = clock.now();
  }

  /** Adds the stream, unless it is there already, and the consumer. */
  add(model: JetStreamModel): void {
    const open = this.#streams.get(model.stream) ?? this.#source.openStream(this.#clock, model);
    this.#streams.set(model.stream, open);
    this.#consumers.push(open.consumer(model));
  }

  streams(): readonly Stream[] {
    return [...this.#streams.values()].map(({ stream }) => stream);
  }

  consumersOf(stream: Stream): readonly PullConsumer[] {
    return this.#consumers.filter((consumer) => consumer.stream === stream);
  }

  consumer(stream: string, name: string): PullConsumer | undefined {
    return this.#consumers.find((consumer) => consumer.stream.name === stream && consumer.name === name);
  }

  /** The stream that stores messages of `subject`; undefined: publishing there gets "no responders". */
  streamFor(subject: string): Stream | undefined {
    return this.streams().find((stream) => subjectMatches(stream.subject, subject));
  }
}

/** The servers of a setup: queues of one service share a server. */
export function natsServers(
  clock: Clock,
  queues: readonly JetStreamModel[],
  source: QueueSource = modelledQueues,
): readonly NatsServer[] {
  const servers: NatsServer[] = [];
  for (const queue of queues) {
    let server = servers.find(
      ({ namespace, service, account }) =>
        namespace === queue.namespace && service === queue.service && account === queue.account,
    );
    if (!server) {
      server = new NatsServer(clock, source, queue);
      servers.push(server);
    }
    server.add(queue);
  }
  return servers;
}
