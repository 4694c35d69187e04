import { randomUUID } from 'node:crypto';
import type { NatsPublishLoad } from '../../scenario/model.ts';
import type { LoadListener, RunningLoad } from '../../session/loads/load-runner.ts';
import { NatsClient, NatsFailure } from '../outside/nats-client.ts';
import { everyMs, monotonicMs, pauseMs } from '../real-time.ts';
import { durationText, grouped } from './figures-text.ts';

const tellEveryMs = 250;
const retryMs = 250;

/** How long a server may be away before the load gives up. */
const patienceMs = 60_000;

/**
 * Publishes the load's messages, so many under way at once, each with an id of its own: one whose acknowledgement is lost is sent again, and the
 * stream keeps it once. @throws NatsFailure when the server cannot be reached
 */
export async function startNatsPublish(load: NatsPublishLoad, listener: LoadListener): Promise<RunningLoad> {
  const client = await NatsClient.open({ url: load.url, ...(load.auth && { auth: load.auth }) });
  const publishing = new Publishing(client, load);
  const stopTelling = everyMs(tellEveryMs, () => {
    listener.progressed(publishing.published / load.messages);
    listener.said(publishing.line());
  });
  const ended = publishing
    .run()
    .then(
      (isComplete) => ({ state: isComplete ? 'complete' : 'failed', line: publishing.lastLine() }) as const,
      (error: unknown) => ({ state: 'failed', line: error instanceof Error ? error.message : String(error) }) as const,
    )
    .then(async (outcome) => {
      stopTelling();
      await client.close();
      listener.ended(outcome);
    });
  return {
    async stop() {
      publishing.stop();
      await ended;
    },
  };
}

class Publishing {
  readonly #client: NatsClient;
  readonly #load: NatsPublishLoad;
  readonly #run = randomUUID();
  readonly #payload: Uint8Array;
  readonly #stopped = new AbortController();
  readonly #startedAt = monotonicMs();
  #next = 0;
  #published = 0;
  #resent = 0;
  #lastSuccessAt = monotonicMs();
  #trouble: string | undefined;

  constructor(client: NatsClient, load: NatsPublishLoad) {
    this.#client = client;
    this.#load = load;
    this.#payload = new Uint8Array(load.bytes).fill(0x2e);
  }

  get published(): number {
    return this.#published;
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** Resolves to whether all messages are in the stream; rejects when the server refuses, or is away for too long. */
  async run(): Promise<boolean> {
    const workers = Array.from({ length: Math.min(this.#load.inFlight, this.#load.messages) }, () => this.#work());
    try {
      await Promise.all(workers);
    } catch (error) {
      this.stop();
      await Promise.allSettled(workers);
      throw error;
    }
    return this.#published === this.#load.messages;
  }

  line(): string {
    const { messages } = this.#load;
    const left = (messages - this.#published) / Math.max(1e-9, this.#perSecond());
    const eta = this.#published === 0 ? '' : `, ${durationText(left)} left`;
    const figures = `${grouped(this.#published)} of ${grouped(messages)} messages, ${grouped(this.#perSecond())}/s`;
    return this.#trouble === undefined ? `${figures}${eta}` : `${figures}: ${this.#trouble}, trying again`;
  }

  lastLine(): string {
    const seconds = durationText((monotonicMs() - this.#startedAt) / 1000);
    const again = this.#resent === 0 ? '' : `, ${grouped(this.#resent)} sent again`;
    return `${grouped(this.#published)} messages in ${seconds}, ${grouped(this.#perSecond())}/s${again}`;
  }

  async #work(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted && this.#next < this.#load.messages) {
      const index = this.#next;
      this.#next += 1;
      await this.#turnOf(index);
      await this.#publish(index);
    }
  }

  /** At a rate each message has its moment, whatever became of those before it. */
  async #turnOf(index: number): Promise<void> {
    const { ratePerSecond } = this.#load;
    if (ratePerSecond === undefined) return;
    const waitMs = this.#startedAt + (index * 1000) / ratePerSecond - monotonicMs();
    if (waitMs > 0) await pauseMs(waitMs, this.#stopped.signal);
  }

  async #publish(index: number): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await this.#client.publish(this.#load.subject, this.#payload, `${this.#run}-${index}`);
        this.#published += 1;
        this.#lastSuccessAt = monotonicMs();
        this.#trouble = undefined;
        return;
      } catch (error) {
        if (!(error instanceof NatsFailure && error.isPassing)) throw error;
        if (monotonicMs() - this.#lastSuccessAt > patienceMs) throw error;
        this.#trouble = error.message;
        this.#resent += 1;
        await pauseMs(retryMs, signal);
      }
    }
  }

  #perSecond(): number {
    return (this.#published * 1000) / Math.max(1, monotonicMs() - this.#startedAt);
  }
}
