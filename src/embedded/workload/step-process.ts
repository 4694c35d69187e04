import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ContainerProcess, ProcessHost } from '../world.ts';

/** A program as its steps: it yields how long it waits, in milliseconds, and returns its exit code. */
export type StepProgram = Generator<number, number, void>;

/** What a program takes while it runs. */
export interface Footprint {
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** A client that sends now and then and waits in between. */
const smallClient: Footprint = { cpuCores: 0.005, memoryBytes: 8 * 1024 * 1024 };

const cfsPeriodMs = 100;

/** Runs a program step by step on the cluster's clock; a signal ends it between two steps. */
export class StepProcess implements ContainerProcess {
  readonly #clock: Clock;
  readonly #host: ProcessHost;
  readonly #program: StepProgram;
  readonly #footprint: Footprint;
  readonly #startedAt: EpochMs;
  #endedAt: EpochMs | undefined;
  #timer: Cancel = () => undefined;

  constructor(clock: Clock, host: ProcessHost, program: StepProgram, footprint: Footprint = smallClient) {
    this.#clock = clock;
    this.#host = host;
    this.#program = program;
    this.#footprint = footprint;
    this.#startedAt = clock.now();
    this.#step();
  }

  cpuSeconds(): number {
    return (this.#elapsedMs() / 1000) * this.#footprint.cpuCores;
  }

  memoryBytes(): number {
    return this.#endedAt === undefined ? this.#footprint.memoryBytes : 0;
  }

  cfs(): { readonly periods: number; readonly throttledPeriods: number; readonly throttledSeconds: number } {
    return { periods: Math.floor(this.#elapsedMs() / cfsPeriodMs), throttledPeriods: 0, throttledSeconds: 0 };
  }

  ready(): boolean {
    return this.#endedAt === undefined;
  }

  terminate(exited: (exitCode: number) => void): void {
    if (this.#endedAt !== undefined) return;
    this.kill();
    exited(143);
  }

  kill(): void {
    this.#timer();
    this.#endedAt ??= this.#clock.now();
  }

  #step(): void {
    const { done, value } = this.#program.next();
    if (!done) {
      this.#timer = this.#clock.after(value, () => this.#step());
      return;
    }
    this.kill();
    this.#host.exited(value);
  }

  #elapsedMs(): number {
    return (this.#endedAt ?? this.#clock.now()) - this.#startedAt;
  }
}
