import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ContainerProcess, ProcessHost } from '../world.ts';

/** A program that says one thing, lives for a second and ends; it uses nothing worth counting. */
export class BriefProcess implements ContainerProcess {
  readonly #timer: Cancel;
  #running = true;

  constructor(clock: Clock, host: ProcessHost, line: string, exitCode: number) {
    host.log(line);
    this.#timer = clock.after(1000, () => {
      this.kill();
      host.exited(exitCode, exitCode === 0 ? undefined : 'Error');
    });
  }

  cpuSeconds(): number {
    return 0;
  }

  memoryBytes(): number {
    return this.#running ? 1024 * 1024 : 0;
  }

  cfs(): { readonly periods: number; readonly throttledPeriods: number; readonly throttledSeconds: number } {
    return { periods: 0, throttledPeriods: 0, throttledSeconds: 0 };
  }

  ready(): boolean {
    return this.#running;
  }

  terminate(exited: (exitCode: number) => void): void {
    if (!this.#running) return;
    this.kill();
    exited(143);
  }

  kill(): void {
    this.#timer();
    this.#running = false;
  }
}
