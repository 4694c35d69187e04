import type { CpuFigures } from '../workload/cpu-account.ts';
import type { RedisServer } from './redis-server.ts';

/**
 * What one running Redis burns for the commands it serves, on its only thread. A limit of a core or more never throttles that, and smaller
 * ones are not modelled: commands take the time they take.
 */
export class RedisServerCpu {
  readonly #server: RedisServer;
  readonly #microsPerCommand: number;
  readonly #before: number;

  /** Commands served before now were another process's. */
  constructor(server: RedisServer, microsPerCommand: number) {
    this.#server = server;
    this.#microsPerCommand = microsPerCommand;
    this.#before = server.commands;
  }

  figures(): CpuFigures {
    const cpuSeconds = ((this.#server.commands - this.#before) * this.#microsPerCommand) / 1e6;
    return { cpuSeconds, periods: 0, throttledPeriods: 0, throttledSeconds: 0 };
  }
}
