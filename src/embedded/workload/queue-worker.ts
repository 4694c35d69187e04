import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { PullConsumer } from '../broker/pull-consumer.ts';
import type { QueueWorkerModel } from '../setup.ts';
import type { Random } from '../world.ts';
import type { CpuAccount } from './cpu-account.ts';
import { type IoSlot, ioSchedule } from './io-schedule.ts';
import type { MessageWorker } from './message-worker.ts';

/** How long a pull request of a worker lives before it works with what has arrived. */
const fetchExpiresMs = 1000;

type WorkerState =
  | { readonly phase: 'stopped' }
  | { readonly phase: 'fetching'; readonly since: EpochMs; readonly cancelFetch: Cancel; expiry?: Cancel }
  | { readonly phase: 'computing'; readonly cancelTimer: Cancel }
  | { readonly phase: 'waiting'; readonly since: EpochMs; slots: readonly IoSlot[]; cancelTimer: Cancel };

/**
 * The loop of a queue worker: fetch a batch, burn CPU on all of it, wait on I/O per message, acknowledge each as its I/O ends,
 * fetch again. The messages of a batch that a worker dies with come back after the ack wait.
 */
export class QueueWorker implements MessageWorker {
  onMoreHeld: (() => void) | undefined;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #cpu: CpuAccount;
  readonly #consumer: PullConsumer;
  readonly #model: QueueWorkerModel;
  #state: WorkerState = { phase: 'stopped' };
  #held: number[] = [];
  #acknowledged = 0;
  #stopping: (() => void) | undefined;

  constructor(clock: Clock, random: Random, cpu: CpuAccount, consumer: PullConsumer, model: QueueWorkerModel) {
    this.#clock = clock;
    this.#random = random;
    this.#cpu = cpu;
    this.#consumer = consumer;
    this.#model = model;
  }

  /** Messages this worker acknowledged before anyone else did. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Messages in memory: fetched and not finished. */
  get held(): number {
    return this.#held.length;
  }

  start(): void {
    this.#fetch();
  }

  /** Takes nothing new, finishes the I/O that has begun, then calls `drained`; what has not begun is left to redelivery. */
  drain(drained: () => void): void {
    const state = this.#state;
    if (state.phase !== 'waiting') {
      this.kill();
      drained();
      return;
    }
    this.#stopping = drained;
    const elapsedMs = this.#clock.now() - state.since;
    state.slots = state.slots.filter((slot) => slot.startMs <= elapsedMs);
    this.#held = state.slots.map((slot) => slot.sequence);
    state.cancelTimer();
    this.#awaitNext(state);
  }

  /** Stops dead. */
  kill(): void {
    const state = this.#state;
    switch (state.phase) {
      case 'fetching':
        state.cancelFetch();
        state.expiry?.();
        break;
      case 'computing':
        state.cancelTimer();
        this.#cpu.abandon(this.#clock.now());
        break;
      case 'waiting':
        state.cancelTimer();
        break;
      case 'stopped':
        break;
    }
    this.#state = { phase: 'stopped' };
    this.#held = [];
    this.#stopping = undefined;
  }

  #fetch(): void {
    const cancelFetch = this.#consumer.fetch(this.#model.batch, (sequences) => this.#received(sequences));
    this.#state = { phase: 'fetching', since: this.#clock.now(), cancelFetch };
  }

  #received(sequences: readonly number[]): void {
    const state = this.#state;
    if (state.phase !== 'fetching') return;
    this.#held.push(...sequences);
    this.onMoreHeld?.();
    if (this.#held.length >= this.#model.batch) {
      state.expiry?.();
      this.#compute();
    } else if (!state.expiry) {
      // A worker without messages pulls again each time its request expires; only the expiry that finds a message matters.
      const waitedMs = this.#clock.now() - state.since;
      state.expiry = this.#clock.after(fetchExpiresMs - (waitedMs % fetchExpiresMs), () => {
        state.cancelFetch();
        this.#compute();
      });
    }
  }

  #compute(): void {
    const cpuMs = this.#held.length * this.#model.cpuMillisPerMessage;
    const wallMs = this.#cpu.run(this.#clock.now(), cpuMs, this.#model.threads);
    this.#state = { phase: 'computing', cancelTimer: this.#clock.after(Math.ceil(wallMs), () => this.#beginIo()) };
  }

  #beginIo(): void {
    const { concurrency, ioMillisPerMessage } = this.#model;
    const slots = ioSchedule(this.#held, concurrency, ioMillisPerMessage, this.#random);
    const state = { phase: 'waiting' as const, since: this.#clock.now(), slots, cancelTimer: () => {} };
    this.#state = state;
    this.#awaitNext(state);
  }

  #awaitNext(state: WorkerState & { phase: 'waiting' }): void {
    const next = state.slots[0];
    if (next) {
      const delayMs = Math.max(0, Math.ceil(state.since + next.endMs - this.#clock.now()));
      state.cancelTimer = this.#clock.after(delayMs, () => this.#acknowledgeDue(state));
      return;
    }
    this.#held = [];
    this.#state = { phase: 'stopped' };
    if (this.#stopping) this.#stopping();
    else this.#fetch();
  }

  #acknowledgeDue(state: WorkerState & { phase: 'waiting' }): void {
    const elapsedMs = this.#clock.now() - state.since;
    // Moments are doubles around 1e12: a slot that ends now may seem to lie a fraction of a millisecond ahead.
    const due = state.slots.filter((slot) => slot.endMs < elapsedMs + 1);
    for (const { sequence } of due) if (this.#consumer.ack(sequence)) this.#acknowledged += 1;
    state.slots = state.slots.slice(due.length);
    this.#held = state.slots.map((slot) => slot.sequence);
    this.#awaitNext(state);
  }
}
