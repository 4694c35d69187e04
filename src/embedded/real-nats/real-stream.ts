import type { JetStreamClient, JetStreamManager, StreamState as ServerState } from 'nats';
import { type EpochMs, epochMs } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { Stream, StreamState } from '../broker/stream.ts';
import type { JetStreamModel } from '../setup.ts';
import { pollFigures } from './poll-figures.ts';

export interface JetStreamAccess {
  readonly jetStream: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** Publishes that wait for their acknowledgement at the same time. */
const inFlightLimit = 256;
const retryMs = 1000;

/** A stream on a real server: its figures are those the server told last. */
export class RealStream implements Stream {
  readonly name: string;
  readonly subject: string;
  readonly createdAt: EpochMs;
  readonly #clock: Clock;
  readonly #access: JetStreamAccess;
  /** Before each message id: a server that got a message and could not say so will not store it again. */
  readonly #run: string;
  readonly #waiting: { readonly id: string; readonly bytes: number }[] = [];
  #published = 0;
  #inFlight = 0;
  #state: ServerState | undefined;

  constructor(clock: Clock, access: JetStreamAccess, { stream, subject }: JetStreamModel) {
    this.#clock = clock;
    this.#access = access;
    this.name = stream;
    this.subject = subject;
    this.createdAt = clock.now();
    this.#run = `harmony-${crypto.randomUUID()}`;
    pollFigures(
      clock,
      async () => (await access.manager.streams.info(stream)).state,
      (state) => {
        this.#state = state;
      },
    );
  }

  get lastSequence(): number {
    return this.#state?.last_seq ?? 0;
  }

  publish(count: number, messageBytes: number): void {
    for (let index = 0; index < count; index += 1) {
      this.#published += 1;
      this.#waiting.push({ id: `${this.#run}-${this.#published}`, bytes: messageBytes });
    }
    this.#send();
  }

  purge(): void {
    this.#access.manager.streams.purge(this.name).catch(() => this.#clock.after(retryMs, () => this.purge()));
  }

  state(): StreamState {
    const { messages = 0, bytes = 0, first_seq = 0, last_seq = 0, first_ts, last_ts } = this.#state ?? {};
    const at = (text: string | undefined) => (messages === 0 || !text ? undefined : epochMs(Date.parse(text)));
    return {
      messages,
      bytes,
      firstSequence: first_seq,
      lastSequence: last_seq,
      firstAt: at(first_ts),
      lastAt: at(last_ts),
    };
  }

  #send(): void {
    while (this.#inFlight < inFlightLimit) {
      const message = this.#waiting.shift();
      if (message === undefined) return;
      this.#inFlight += 1;
      this.#access.jetStream.publish(this.subject, new Uint8Array(message.bytes), { msgID: message.id }).then(
        () => this.#answered(),
        () => {
          this.#waiting.unshift(message);
          this.#clock.after(retryMs, () => this.#answered());
        },
      );
    }
  }

  #answered(): void {
    this.#inFlight -= 1;
    this.#send();
  }
}
