import type { Cancel, Clock } from '../../../cluster/clock.ts';
import type { ContainerProcess, ProcessHost } from '../../world.ts';
import type { CpuLedger } from '../cpu-ledger.ts';

/** A load generator between two looks at it. */
export interface TrafficProgram {
  /** Works off what happened until `nowMs`; returns its exit code once it has ended. */
  advance(nowMs: number): number | undefined;
  /** SIGTERM: says its last words and returns its exit code. */
  stop(nowMs: number): number;
  memoryBytes(): number;
}

/** Requests of a stretch are worked off together when it is over: a server's figures lag by as much. */
const stepMs = 100;

/** A load generator as a program in a container. */
export class TrafficProcess implements ContainerProcess {
  readonly #clock: Clock;
  readonly #cpu: CpuLedger;
  readonly #program: TrafficProgram;
  readonly #timer: Cancel;
  #running = true;

  constructor(clock: Clock, host: ProcessHost, cpu: CpuLedger, program: TrafficProgram) {
    this.#clock = clock;
    this.#cpu = cpu;
    this.#program = program;
    this.#timer = clock.every(stepMs, () => {
      const exitCode = program.advance(clock.now());
      if (exitCode === undefined) return;
      this.kill();
      host.exited(exitCode);
    });
  }

  cpuSeconds(): number {
    return this.#cpu.figures(this.#clock.now()).cpuSeconds;
  }

  memoryBytes(): number {
    return this.#running ? this.#program.memoryBytes() : 0;
  }

  cfs(): { readonly periods: number; readonly throttledPeriods: number; readonly throttledSeconds: number } {
    return this.#cpu.figures(this.#clock.now());
  }

  ready(): boolean {
    return this.#running;
  }

  terminate(exited: (exitCode: number) => void): void {
    if (!this.#running) return;
    const exitCode = this.#program.stop(this.#clock.now());
    this.kill();
    exited(exitCode);
  }

  kill(): void {
    this.#timer();
    this.#cpu.stop(this.#clock.now());
    this.#running = false;
  }
}
