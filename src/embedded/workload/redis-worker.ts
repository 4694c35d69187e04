import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { RedisList } from '../redis/redis-list.ts';
import type { RedisWorkerModel } from '../setup.ts';
import type { Random } from '../world.ts';
import type { CpuAccount } from './cpu-account.ts';
import type { MessageWorker } from './message-worker.ts';

/**
 * A program that pops jobs off a Redis list: each of its slots takes one, burns CPU on it, waits on its I/O and takes the next. Jobs
 * that wait for the CPU together are computed together. A job leaves the list when it is taken, so a worker that is killed loses what
 * it holds; one that is told to stop finishes it first.
 */
export class RedisWorker implements MessageWorker {
  onMoreHeld: (() => void) | undefined;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #cpu: CpuAccount;
  readonly #list: RedisList;
  readonly #model: RedisWorkerModel;
  /** Places in the queue of clients that wait for an element. */
  readonly #waits = new Set<Cancel>();
  readonly #timers = new Set<Cancel>();
  #queued = 0;
  #computing = 0;
  #inIo = 0;
  #acknowledged = 0;
  #accepts = false;
  #drained: (() => void) | undefined;

  constructor(clock: Clock, random: Random, cpu: CpuAccount, list: RedisList, model: RedisWorkerModel) {
    this.#clock = clock;
    this.#random = random;
    this.#cpu = cpu;
    this.#list = list;
    this.#model = model;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  get held(): number {
    return this.#queued + this.#computing + this.#inIo;
  }

  start(): void {
    this.#accepts = true;
    for (let slot = 0; slot < this.#model.concurrency; slot += 1) this.#take();
  }

  drain(drained: () => void): void {
    this.#stopTaking();
    this.#drained = drained;
    this.#endWhenEmpty();
  }

  kill(): void {
    this.#stopTaking();
    this.#drained = undefined;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    if (this.#computing > 0) this.#cpu.abandon(this.#clock.now());
    this.#queued = 0;
    this.#computing = 0;
    this.#inIo = 0;
  }

  #stopTaking(): void {
    this.#accepts = false;
    for (const cancel of this.#waits) cancel();
    this.#waits.clear();
  }

  #take(): void {
    if (!this.#accepts) return;
    if (this.#list.pop('left') !== undefined) {
      this.#taken();
      return;
    }
    const cancel = this.#list.waitLeft(() => {
      this.#waits.delete(cancel);
      this.#taken();
    });
    this.#waits.add(cancel);
  }

  #taken(): void {
    this.#queued += 1;
    this.onMoreHeld?.();
    if (this.#computing === 0) this.#compute();
  }

  #compute(): void {
    const { cpuMillisPerMessage, threads } = this.#model;
    this.#computing = this.#queued;
    this.#queued = 0;
    const wallMs = this.#cpu.run(this.#clock.now(), this.#computing * cpuMillisPerMessage, threads);
    this.#after(wallMs, () => this.#computed());
  }

  #computed(): void {
    const { median, sigma } = this.#model.ioMillisPerMessage;
    const computed = this.#computing;
    this.#computing = 0;
    this.#inIo += computed;
    for (let job = 0; job < computed; job += 1) this.#after(this.#random.logNormal(median, sigma), () => this.#done());
    if (this.#queued > 0) this.#compute();
  }

  #done(): void {
    this.#inIo -= 1;
    this.#acknowledged += 1;
    this.#take();
    this.#endWhenEmpty();
  }

  #endWhenEmpty(): void {
    const { held } = this;
    if (held > 0 || !this.#drained) return;
    const drained = this.#drained;
    this.kill();
    drained();
  }

  /** Whole milliseconds, at least one: work takes time. */
  #after(delayMs: number, callback: () => void): void {
    const cancel = this.#clock.after(Math.max(1, Math.ceil(delayMs)), () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
  }
}
