import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { WorkloadModel } from '../setup.ts';
import { type HttpCounters, noHttp } from '../traffic/server/http-counters.ts';
import type { HttpServer } from '../traffic/server/http-server.ts';
import type { ContainerProcess, ProcessHost } from '../world.ts';
import type { CpuAccount, CpuFigures } from './cpu-account.ts';
import type { MessageWorker } from './message-worker.ts';
import { OomKiller } from './oom-killer.ts';
import type { WorkingSet } from './working-set.ts';

/** Counters a program exposes or the kubelet exposes for it; all only grow. */
export interface ProcessCounters extends CpuFigures {
  /** Messages acknowledged. */
  readonly acknowledged: number;
  readonly http: HttpCounters;
}

export interface WorkloadProcessParts {
  readonly clock: Clock;
  readonly host: ProcessHost;
  readonly cpu: CpuAccount;
  readonly startup: WorkloadModel['startup'];
  readonly workingSet: WorkingSet;
  /** The container's memory limit. */
  readonly memoryLimitBytes: number | undefined;
  readonly worker: MessageWorker | undefined;
  readonly server: HttpServer | undefined;
  /** The CPU of a database in it, beside that of its start-up. */
  readonly database: { figures(): CpuFigures } | undefined;
  /** Called once when the program is gone, for whatever reason. */
  readonly onEnd: () => void;
}

const oomExitCode = 137;

/** From the last finished message to the end of the process: closing connections, flushing logs. */
const shutdownMs = 100;

/** The program in a workload's container: burns CPU to start, serves, and ends on SIGTERM after finishing what has begun. */
export class WorkloadProcess implements ContainerProcess {
  readonly #parts: WorkloadProcessParts;
  #phase: 'starting' | 'serving' | 'stopping' | 'ended' = 'starting';
  readonly #oomKiller: OomKiller | undefined;
  #timer: Cancel;

  constructor(parts: WorkloadProcessParts) {
    this.#parts = parts;
    const { clock, cpu, startup } = parts;
    const startupMs = cpu.run(clock.now(), startup.cpuSeconds * 1000, startup.threads);
    this.#timer = clock.after(Math.ceil(startupMs), () => this.#serve());
    this.#oomKiller = this.#newOomKiller();
    this.#oomKiller?.plan();
  }

  counters(): ProcessCounters {
    const { cpu, clock, worker, server, database } = this.#parts;
    const figures = cpu.figures(clock.now());
    const besides = server?.cpu() ?? database?.figures();
    return {
      ...(besides ? together(figures, besides) : figures),
      acknowledged: worker?.acknowledged ?? 0,
      http: server?.counters() ?? noHttp,
    };
  }

  cpuSeconds(): number {
    return this.counters().cpuSeconds;
  }

  memoryBytes(): number {
    if (this.#phase === 'ended') return 0;
    const { clock, workingSet } = this.#parts;
    return Math.round(workingSet.bytes(clock.now(), this.#held()));
  }

  cfs(): { readonly periods: number; readonly throttledPeriods: number; readonly throttledSeconds: number } {
    return this.counters();
  }

  ready(): boolean {
    return this.#phase === 'serving';
  }

  /** Its ports open when start-up is over, and stay open while it ends. */
  listening(): boolean {
    return this.#phase === 'serving' || this.#phase === 'stopping';
  }

  terminate(exited: (exitCode: number) => void): void {
    if (this.#phase === 'ended' || this.#phase === 'stopping') return;
    const { clock, host, worker, server, cpu } = this.#parts;
    this.#phase = 'stopping';
    this.#timer();
    const finish = () => {
      cpu.abandon(clock.now());
      this.#timer = clock.after(shutdownMs, () => {
        this.#end();
        exited(0);
      });
    };
    host.log('received SIGTERM, shutting down');
    host.readinessChanged();
    const drainServer = () => (server ? server.drain(finish) : finish());
    if (worker) worker.drain(drainServer);
    else drainServer();
  }

  kill(): void {
    if (this.#phase === 'ended') return;
    this.#timer();
    this.#parts.worker?.kill();
    this.#parts.server?.kill();
    this.#end();
  }

  #serve(): void {
    this.#phase = 'serving';
    this.#parts.workingSet.serve(this.#parts.clock.now());
    this.#oomKiller?.plan();
    this.#parts.host.log('ready');
    this.#parts.host.readinessChanged();
    this.#parts.worker?.start();
    this.#parts.server?.start();
  }

  /** Messages and requests in memory. */
  #held(): number {
    const { worker, server } = this.#parts;
    return (worker?.held ?? 0) + (server?.held ?? 0);
  }

  #newOomKiller(): OomKiller | undefined {
    const { clock, host, workingSet, memoryLimitBytes, worker, server } = this.#parts;
    if (memoryLimitBytes === undefined) return undefined;
    const killer = new OomKiller(
      clock,
      memoryLimitBytes,
      workingSet,
      () => this.#held(),
      () => {
        this.kill();
        host.exited(oomExitCode, 'OOMKilled');
      },
    );
    for (const holder of [worker, server]) if (holder) holder.onMoreHeld = () => killer.plan();
    return killer;
  }

  #end(): void {
    this.#phase = 'ended';
    this.#oomKiller?.stop();
    this.#parts.cpu.stop(this.#parts.clock.now());
    this.#parts.onEnd();
  }
}

function together(a: CpuFigures, b: CpuFigures): CpuFigures {
  return {
    cpuSeconds: a.cpuSeconds + b.cpuSeconds,
    periods: a.periods + b.periods,
    throttledPeriods: a.throttledPeriods + b.throttledPeriods,
    throttledSeconds: a.throttledSeconds + b.throttledSeconds,
  };
}
