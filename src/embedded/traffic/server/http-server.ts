import type { Cancel, Clock } from '../../../cluster/clock.ts';
import type { HttpServerModel } from '../../setup.ts';
import type { CpuFigures } from '../../workload/cpu-account.ts';
import type { Random } from '../../world.ts';
import type { CpuLedger } from '../cpu-ledger.ts';
import type { Exchange } from '../exchange.ts';
import { MomentHeap } from '../moment-heap.ts';
import { clientGone, type HttpCounters, HttpTally } from './http-counters.ts';

interface Accepted {
  readonly exchange: Exchange;
  readonly arrivedMs: number;
  readonly endMs: number;
}

/** One way through the cluster's network. */
const hopMs = 0.2;

/**
 * The HTTP server in one pod as a queue: `concurrency` places that take requests first come, first served, `backlog` requests waiting
 * before them, 503 beyond. A request in a place burns its CPU on one of `threads` threads under the container's CFS quota, then waits on
 * log-normal I/O, and leaves. That is a G/D/c queue (the CPU) inside a finite G/G/c/K queue (the places); as service is first come, first
 * served, the end of a request follows from its arrival by Kiefer and Wolfowitz' recursion over the moments at which places become free,
 * and no event per request is needed. Latency thus grows with utilisation as 1/(1-ρ) and, past saturation, up to the backlog's worth of work.
 *
 * A server whose client has given up works on: it learns of that only when it writes the answer.
 */
export class HttpServer {
  /** Told whenever it holds more than before. */
  onMoreHeld: (() => void) | undefined;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #cpu: CpuLedger;
  readonly #places = new MomentHeap<number>();
  /** Accepted requests by the moment they end. */
  readonly #accepted = new MomentHeap<Accepted>();
  readonly #tally = new HttpTally();
  readonly model: HttpServerModel;
  #listening = false;
  #drained: Cancel = () => undefined;

  constructor(clock: Clock, random: Random, cpu: CpuLedger, model: HttpServerModel) {
    this.#clock = clock;
    this.#random = random;
    this.#cpu = cpu;
    this.model = model;
    for (let place = 0; place < model.concurrency; place += 1) this.#places.push(0, place);
  }

  get listening(): boolean {
    return this.#listening;
  }

  /** Requests accepted and not yet answered. */
  get held(): number {
    this.#settle(this.#clock.now());
    return this.#accepted.size;
  }

  start(): void {
    this.#listening = true;
  }

  /** Takes a request sent at `sentMs` and says what becomes of it; `timeoutMs` is the client's patience. */
  accept(sentMs: number, timeoutMs: number, onLost: () => void): Exchange {
    const arrivedMs = sentMs + hopMs;
    this.#settle(arrivedMs);
    const { concurrency, backlog, cpuMillisPerRequest, ioMillisPerRequest } = this.model;
    if (this.#accepted.size >= concurrency + backlog) {
      this.#tally.add(503, 0);
      return { sentMs, endMs: arrivedMs + hopMs, status: 503, error: undefined, onLost };
    }
    const beginMs = Math.max(arrivedMs, this.#places.nextMs);
    const ioMs = this.#random.logNormal(ioMillisPerRequest.median, ioMillisPerRequest.sigma);
    const endMs = this.#cpu.run(beginMs, cpuMillisPerRequest) + ioMs;
    const place = this.#places.pop() ?? 0;
    this.#places.push(endMs, place);
    const inTime = endMs + hopMs - sentMs <= timeoutMs;
    const exchange: Exchange = inTime
      ? { sentMs, endMs: endMs + hopMs, status: 200, error: undefined, onLost }
      : { sentMs, endMs: sentMs + timeoutMs, status: 0, error: 'timeout', onLost };
    this.#accepted.push(endMs, { exchange, arrivedMs, endMs });
    this.onMoreHeld?.();
    return exchange;
  }

  counters(): HttpCounters {
    this.#settle(this.#clock.now());
    return this.#tally.counters(this.#accepted.size);
  }

  cpu(): CpuFigures {
    return this.#cpu.figures(this.#clock.now());
  }

  /** Accepts nothing new, answers what it has, then calls `drained`. */
  drain(drained: () => void): void {
    this.#listening = false;
    const now = this.#clock.now();
    this.#settle(now);
    const lastMs = this.#accepted.items.reduce<number>((latest, { endMs }) => Math.max(latest, endMs), now);
    this.#drained = this.#clock.after(Math.ceil(lastMs - now), drained);
  }

  /** Dies: whoever waits for an answer sees the connection reset. */
  kill(): void {
    this.#listening = false;
    this.#drained();
    const now = this.#clock.now();
    this.#settle(now);
    this.#cpu.stop(now);
    for (const { exchange } of this.#accepted.items) {
      if (exchange.endMs <= now) continue;
      exchange.endMs = now;
      exchange.status = 0;
      exchange.error = 'reset';
      exchange.onLost();
    }
    this.#accepted.clear();
  }

  /** Counts what has ended by `nowMs`. */
  #settle(nowMs: number): void {
    while (this.#accepted.nextMs <= nowMs) {
      const ended = this.#accepted.pop();
      if (!ended) return;
      const { exchange, arrivedMs, endMs } = ended;
      this.#tally.add(exchange.error === 'timeout' ? clientGone : exchange.status, endMs - arrivedMs);
    }
  }
}
