import type { ConsumerInfo, ConsumerMessages, JsMsg } from 'nats';
import { type EpochMs, epochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ConsumerState, PullConsumer, PullConsumerOptions } from '../broker/pull-consumer.ts';
import type { JetStreamModel } from '../setup.ts';
import { pollFigures } from './poll-figures.ts';
import type { JetStreamAccess, RealStream } from './real-stream.ts';

/** A pull request that finds nothing ends after this, and is made again. */
const expiresMs = 5000;
const retryMs = 1000;

/** A durable consumer on a real server. The model's workers pull from it and acknowledge as their pods get on. */
export class RealConsumer implements PullConsumer {
  readonly name: string;
  readonly stream: RealStream;
  readonly options: PullConsumerOptions;
  readonly createdAt: EpochMs;
  readonly #clock: Clock;
  readonly #access: JetStreamAccess;
  readonly #held = new Map<number, JsMsg>();
  #acknowledged = 0;
  #info: ConsumerInfo | undefined;

  constructor(clock: Clock, access: JetStreamAccess, stream: RealStream, model: JetStreamModel) {
    this.#clock = clock;
    this.#access = access;
    this.name = model.consumer;
    this.stream = stream;
    this.options = {
      name: model.consumer,
      ackWaitMs: model.ackWaitSeconds * 1000,
      maxAckPending: model.maxAckPending,
    };
    this.createdAt = clock.now();
    pollFigures(
      clock,
      () => access.manager.consumers.info(stream.name, model.consumer),
      (info) => {
        this.#info = info;
      },
    );
  }

  fetch(max: number, deliver: (sequences: readonly number[]) => void): Cancel {
    const request: PendingFetch = { remaining: max, deliver, cancelled: false, messages: undefined };
    void this.#pull(request);
    return () => {
      request.cancelled = true;
      request.messages?.stop();
    };
  }

  ack(sequence: number): boolean {
    const message = this.#held.get(sequence);
    if (message === undefined) return false;
    this.#held.delete(sequence);
    message.ack();
    this.#acknowledged += 1;
    return true;
  }

  state(): ConsumerState {
    const info = this.#info;
    const at = (text: unknown) => (typeof text === 'string' ? epochMs(Date.parse(text)) : undefined);
    return {
      pending: info?.num_pending ?? 0,
      ackPending: info?.num_ack_pending ?? 0,
      redelivered: info?.num_redelivered ?? 0,
      waiting: info?.num_waiting ?? 0,
      deliveredConsumerSequence: info?.delivered.consumer_seq ?? 0,
      deliveredStreamSequence: info?.delivered.stream_seq ?? 0,
      ackFloorStreamSequence: info?.ack_floor.stream_seq ?? 0,
      acknowledged: this.#acknowledged,
      lastDeliveredAt: at(info?.delivered.last_active),
      lastAckAt: at(info?.ack_floor.last_active),
    };
  }

  /** Pulls until the request is filled or withdrawn, over as many requests to the server as it takes. */
  async #pull(request: PendingFetch): Promise<void> {
    while (!request.cancelled && request.remaining > 0) {
      try {
        const consumer = await this.#access.jetStream.consumers.get(this.stream.name, this.name);
        if (request.cancelled) return;
        request.messages = await consumer.fetch({ max_messages: request.remaining, expires: expiresMs });
        for await (const message of request.messages) this.#received(request, message);
      } catch {
        await new Promise<void>((resolve) => this.#clock.after(retryMs, resolve));
      }
    }
  }

  #received(request: PendingFetch, message: JsMsg): void {
    this.#held.set(message.seq, message);
    request.remaining -= 1;
    // Workers live in the cluster's time: they hear of it in the next instant, not in the middle of this one.
    this.#clock.after(0, () => {
      if (!request.cancelled) {
        request.deliver([message.seq]);
        return;
      }
      // It was on its way to a worker that has gone: another one shall have it at once, not after the ack wait.
      this.#held.delete(message.seq);
      message.nak();
    });
  }
}

interface PendingFetch {
  remaining: number;
  readonly deliver: (sequences: readonly number[]) => void;
  cancelled: boolean;
  messages: ConsumerMessages | undefined;
}
