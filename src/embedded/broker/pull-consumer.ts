import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import { AckDeadlines } from './ack-deadlines.ts';
import type { ModelStream, Stream } from './stream.ts';

export interface PullConsumerOptions {
  readonly name: string;
  readonly ackWaitMs: number;
  readonly maxAckPending: number;
}

/** A consumer's figures as its server reports them. */
export interface ConsumerState {
  /** Messages never delivered. */
  readonly pending: number;
  /** Messages delivered and not acknowledged, including those whose ack wait is over. */
  readonly ackPending: number;
  /** Unacknowledged messages that were delivered more than once. */
  readonly redelivered: number;
  /** Pull requests that wait for messages. */
  readonly waiting: number;
  readonly deliveredConsumerSequence: number;
  readonly deliveredStreamSequence: number;
  readonly ackFloorStreamSequence: number;
  readonly acknowledged: number;
  readonly lastDeliveredAt: EpochMs | undefined;
  readonly lastAckAt: EpochMs | undefined;
}

interface PullRequest {
  remaining: number;
  readonly deliver: (sequences: readonly number[]) => void;
}

/** Way of a message from the server to a client in the same cluster. */
const deliveryLatencyMs = 1;

/** A durable pull consumer with explicit acknowledgement, as its users in the cluster see it. */
export interface PullConsumer {
  readonly name: string;
  readonly stream: Stream;
  readonly options: PullConsumerOptions;
  readonly createdAt: EpochMs;
  /**
   * A pull request for up to `max` messages. `deliver` is called, possibly several times, with their sequences, never before this
   * returns. Cancelling withdraws what has not been delivered yet.
   */
  fetch(max: number, deliver: (sequences: readonly number[]) => void): Cancel;
  /** Acknowledges one message; false when it had been acknowledged before, for instance after a redelivery. */
  ack(sequence: number): boolean;
  state(): ConsumerState;
}

/**
 * A durable pull consumer with explicit acknowledgement. Requests that wait are served one message each in turn, as nats-server
 * does, so that a burst spreads over all workers; messages whose ack wait is over go before new ones and do not count against
 * `maxAckPending` again.
 */
export class ModelPullConsumer implements PullConsumer {
  readonly name: string;
  readonly stream: ModelStream;
  readonly options: PullConsumerOptions;
  readonly createdAt: EpochMs;
  readonly #clock: Clock;
  readonly #deadlines: AckDeadlines;
  /** Sequence to number of deliveries. New messages come in order of sequence, hence the first key is the lowest. */
  readonly #unacknowledged = new Map<number, number>();
  readonly #redeliver: number[] = [];
  #requests: PullRequest[] = [];
  #deliveredConsumerSequence = 0;
  #deliveredStreamSequence: number;
  #redelivered = 0;
  #acknowledged = 0;
  #lastDeliveredAt: EpochMs | undefined;
  #lastAckAt: EpochMs | undefined;
  #pumpScheduled = false;

  constructor(clock: Clock, stream: ModelStream, options: PullConsumerOptions) {
    this.#clock = clock;
    this.name = options.name;
    this.stream = stream;
    this.options = options;
    this.createdAt = clock.now();
    this.#deliveredStreamSequence = stream.firstSequence - 1;
    this.#deadlines = new AckDeadlines(
      clock,
      options.ackWaitMs,
      ({ sequence, attempt }) => this.#unacknowledged.get(sequence) === attempt,
      (late) => {
        for (const { sequence } of late) this.#redeliver.push(sequence);
        this.#schedulePump();
      },
    );
    stream.onChange(() => this.#streamChanged());
  }

  fetch(max: number, deliver: (sequences: readonly number[]) => void): Cancel {
    const request: PullRequest = { remaining: max, deliver };
    this.#requests.push(request);
    this.#schedulePump();
    return () => {
      this.#requests = this.#requests.filter((each) => each !== request);
    };
  }

  ack(sequence: number): boolean {
    const deliveries = this.#unacknowledged.get(sequence);
    if (deliveries === undefined) return false;
    this.#unacknowledged.delete(sequence);
    if (deliveries > 1) this.#redelivered -= 1;
    this.#acknowledged += 1;
    this.#lastAckAt = this.#clock.now();
    this.#schedulePump();
    return true;
  }

  state(): ConsumerState {
    const { value: lowest } = this.#unacknowledged.keys().next();
    return {
      pending: this.stream.lastSequence - this.#deliveredStreamSequence,
      ackPending: this.#unacknowledged.size,
      redelivered: this.#redelivered,
      waiting: this.#requests.length,
      deliveredConsumerSequence: this.#deliveredConsumerSequence,
      deliveredStreamSequence: this.#deliveredStreamSequence,
      ackFloorStreamSequence: lowest === undefined ? this.#deliveredStreamSequence : lowest - 1,
      acknowledged: this.#acknowledged,
      lastDeliveredAt: this.#lastDeliveredAt,
      lastAckAt: this.#lastAckAt,
    };
  }

  #streamChanged(): void {
    if (this.stream.firstSequence > this.#deliveredStreamSequence + 1) this.#forgetPurged();
    this.#schedulePump();
  }

  #forgetPurged(): void {
    for (const [sequence, deliveries] of this.#unacknowledged) {
      if (sequence >= this.stream.firstSequence) continue;
      this.#unacknowledged.delete(sequence);
      if (deliveries > 1) this.#redelivered -= 1;
    }
    this.#deliveredStreamSequence = this.stream.firstSequence - 1;
  }

  #schedulePump(): void {
    if (this.#pumpScheduled || this.#requests.length === 0 || !this.#hasNext()) return;
    this.#pumpScheduled = true;
    this.#clock.after(deliveryLatencyMs, () => {
      this.#pumpScheduled = false;
      this.#pump();
    });
  }

  #hasNext(): boolean {
    if (this.#redeliver.length > 0) return true;
    const roomForNew = this.#unacknowledged.size < this.options.maxAckPending;
    return roomForNew && this.stream.lastSequence > this.#deliveredStreamSequence;
  }

  #pump(): void {
    const handedOut = new Map<PullRequest, number[]>();
    for (let request = this.#requests[0]; request; request = this.#requests[0]) {
      const sequence = this.#next();
      if (sequence === undefined) break;
      const sequences = handedOut.get(request);
      if (sequences) sequences.push(sequence);
      else handedOut.set(request, [sequence]);
      request.remaining -= 1;
      this.#requests.shift();
      if (request.remaining > 0) this.#requests.push(request);
    }
    for (const [request, sequences] of handedOut) request.deliver(sequences);
  }

  #next(): number | undefined {
    for (let again = this.#redeliver.shift(); again !== undefined; again = this.#redeliver.shift()) {
      if (this.#unacknowledged.has(again)) return this.#deliver(again);
    }
    if (!this.#hasNext()) return undefined;
    this.#deliveredStreamSequence += 1;
    return this.#deliver(this.#deliveredStreamSequence);
  }

  #deliver(sequence: number): number {
    const attempt = (this.#unacknowledged.get(sequence) ?? 0) + 1;
    this.#unacknowledged.set(sequence, attempt);
    if (attempt === 2) this.#redelivered += 1;
    this.#deliveredConsumerSequence += 1;
    this.#lastDeliveredAt = this.#clock.now();
    this.#deadlines.add({ sequence, attempt });
    return sequence;
  }
}
