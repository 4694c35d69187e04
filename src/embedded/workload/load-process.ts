import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { Stream } from '../broker/stream.ts';
import type { ContainerProcess, ProcessHost, Random } from '../world.ts';
import { benchLog } from './bench-log.ts';
import type { PublishLoad } from './load-command.ts';

/** A synchronous publish waits for its acknowledgement: round trip and storage, as one client sees it. */
const publishLatencyMs = { median: 2, sigma: 0.2 };

/** What all clients together reach is bounded by the server: one message stored after the other, or many at once, or none stored for sure. */
const serverMsPerMessage = { synchronous: 0.4, asynchronous: 0.02, batched: 0.01, core: 0.005 } as const;

const tickMs = 100;
const logEveryMs = 1000;
const cpuCoresWhileRunning = 0.2;
const workingSetBytes = 24 * 1024 * 1024;

/** `nats bench` against a stream, or nobody where the subject has none: publishes with all clients until the messages are out, then exits 0. */
export class LoadProcess implements ContainerProcess {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #host: ProcessHost;
  readonly #stream: Stream | undefined;
  readonly #load: PublishLoad;
  readonly #startedAt: EpochMs;
  readonly #timer: Cancel;
  #published = 0;
  /** Messages due, fractions included. */
  #due = 0;
  #endedAt: EpochMs | undefined;

  constructor(clock: Clock, random: Random, host: ProcessHost, stream: Stream | undefined, load: PublishLoad) {
    this.#clock = clock;
    this.#random = random;
    this.#host = host;
    this.#stream = stream;
    this.#load = load;
    this.#startedAt = clock.now();
    if (load.purge) stream?.purge();
    for (const line of benchLog.started(this.#startedAt, load, stream?.name)) host.log(line);
    this.#timer = clock.every(tickMs, () => this.#tick());
  }

  cpuSeconds(): number {
    return (this.#elapsedMs() / 1000) * cpuCoresWhileRunning;
  }

  memoryBytes(): number {
    return this.#endedAt === undefined ? workingSetBytes : 0;
  }

  cfs(): { readonly periods: number; readonly throttledPeriods: number; readonly throttledSeconds: number } {
    return { periods: Math.floor(this.#elapsedMs() / 100), throttledPeriods: 0, throttledSeconds: 0 };
  }

  ready(): boolean {
    return this.#endedAt === undefined;
  }

  /** The nats CLI does not finish a benchmark on a signal. */
  terminate(exited: (exitCode: number) => void): void {
    if (this.#endedAt !== undefined) return;
    this.kill();
    exited(143);
  }

  kill(): void {
    this.#timer();
    this.#endedAt ??= this.#clock.now();
  }

  #tick(): void {
    const { messages, messageBytes } = this.#load;
    this.#due = Math.min(messages, this.#due + this.#ratePerMs() * tickMs);
    const count = Math.floor(this.#due) - this.#published;
    this.#stream?.publish(count, messageBytes);
    this.#published += count;
    const elapsedMs = this.#elapsedMs();
    const done = this.#published >= messages;
    if (done || elapsedMs % logEveryMs === 0) {
      this.#host.log(benchLog.progress(this.#clock.now(), this.#published, messages));
    }
    if (!done) return;
    this.#host.log(benchLog.finished(this.#load, elapsedMs));
    this.kill();
    this.#host.exited(0);
  }

  #ratePerMs(): number {
    const { clients, ratePerSecond, mode } = this.#load;
    const latencyMs = this.#random.logNormal(publishLatencyMs.median, publishLatencyMs.sigma);
    const server = 1 / this.#random.logNormal(serverMsPerMessage[mode], publishLatencyMs.sigma);
    const unbounded = mode === 'synchronous' ? Math.min(clients / latencyMs, server) : server;
    return ratePerSecond === undefined ? unbounded : Math.min(unbounded, ratePerSecond / 1000);
  }

  #elapsedMs(): number {
    return (this.#endedAt ?? this.#clock.now()) - this.#startedAt;
  }
}
