import type { EpochMs } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { JetStreamModel } from '../setup.ts';
import { PullConsumer } from './pull-consumer.ts';
import { Stream } from './stream.ts';
import { subjectMatches } from './subject.ts';

/** One NATS server with JetStream: streams of one account and their consumers, behind one service. */
export class NatsServer {
  readonly namespace: string;
  readonly service: string;
  readonly monitoringPort: number;
  readonly account: string;
  readonly startedAt: EpochMs;
  readonly #clock: Clock;
  readonly #streams = new Map<string, Stream>();
  readonly #consumers: PullConsumer[] = [];

  constructor(clock: Clock, model: JetStreamModel) {
    this.#clock = clock;
    this.namespace = model.namespace;
    this.service = model.service;
    this.monitoringPort = model.monitoringPort;
    this.account = model.account;
    this.startedAt = clock.now();
  }

  /** Adds the stream, unless it is there already, and the consumer. */
  add(model: JetStreamModel): void {
    const stream = this.#streams.get(model.stream) ?? new Stream(this.#clock, model.stream, model.subject);
    this.#streams.set(model.stream, stream);
    this.#consumers.push(
      new PullConsumer(this.#clock, stream, {
        name: model.consumer,
        ackWaitMs: model.ackWaitSeconds * 1000,
        maxAckPending: model.maxAckPending,
      }),
    );
  }

  streams(): readonly Stream[] {
    return [...this.#streams.values()];
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
export function natsServers(clock: Clock, queues: readonly JetStreamModel[]): readonly NatsServer[] {
  const servers: NatsServer[] = [];
  for (const queue of queues) {
    let server = servers.find(
      ({ namespace, service, account }) =>
        namespace === queue.namespace && service === queue.service && account === queue.account,
    );
    if (!server) {
      server = new NatsServer(clock, queue);
      servers.push(server);
    }
    server.add(queue);
  }
  return servers;
}
