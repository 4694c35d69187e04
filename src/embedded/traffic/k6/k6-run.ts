import type { TrafficProgram } from '../client/traffic-process.ts';
import { K6Console, type K6ConsoleParts } from './k6-console.ts';
import { k6Header } from './k6-progress.ts';
import { k6Summary } from './k6-summary.ts';
import { evaluate, type Threshold, type ThresholdResult } from './k6-thresholds.ts';

export interface K6RunParts extends K6ConsoleParts {
  readonly script: string;
  readonly thresholds: readonly Threshold[];
  readonly quiet: boolean;
}

/** k6's exit codes (errext/exitcodes). */
const thresholdsHaveFailed = 99;
const externalAbort = 105;

const progressEveryMs = 1000;
/** k6 looks this often whether a threshold with `abortOnFail` has been crossed. */
const evaluateEveryMs = 2000;

const programBytes = 40 * 1024 * 1024;
const bytesPerUser = 1.5 * 1024 * 1024;

/** A `k6 run` from its banner to its summary and exit code. */
export class K6Run implements TrafficProgram {
  readonly #parts: K6RunParts;
  /** Users on a journey as the `vus` metric samples them, once per second. */
  readonly #users: { last: number | undefined; min: number; max: number };
  readonly #console: K6Console;
  #toldMs: number;
  #evaluatedMs: number;

  constructor(parts: K6RunParts) {
    this.#parts = parts;
    this.#toldMs = parts.startMs;
    this.#evaluatedMs = parts.startMs;
    this.#users = { last: undefined, min: Number.POSITIVE_INFINITY, max: 0 };
    this.#console = new K6Console(parts);
    const scenarios = parts.scenarios.map(({ scenario }) => scenario);
    for (const line of k6Header(parts.script, scenarios)) parts.host.log(line);
  }

  advance(nowMs: number): number | undefined {
    const { scenarios, thresholds } = this.#parts;
    for (const { executor } of scenarios) executor.advance(nowMs);
    if (scenarios.every(({ executor }) => executor.done)) return this.#finish(nowMs);
    if (nowMs - this.#toldMs >= progressEveryMs) {
      this.#toldMs = nowMs;
      this.#countUsers();
      this.#console.failures(nowMs);
      if (!this.#parts.quiet) this.#console.progress(nowMs);
    }
    if (nowMs - this.#evaluatedMs < evaluateEveryMs || !thresholds.some(({ abortOnFail }) => abortOnFail))
      return undefined;
    this.#evaluatedMs = nowMs;
    const crossed = this.#results(nowMs).some(({ passed, threshold }) => !passed && threshold.abortOnFail);
    if (!crossed) return undefined;
    for (const { executor } of scenarios) executor.interrupt();
    return this.#finish(nowMs);
  }

  stop(nowMs: number): number {
    for (const { executor } of this.#parts.scenarios) executor.interrupt();
    this.#finish(nowMs);
    this.#console.error(nowMs, `test run was aborted because k6 received a 'terminated' signal`);
    return externalAbort;
  }

  memoryBytes(): number {
    return Math.round(programBytes + bytesPerUser * this.#allocated());
  }

  #finish(nowMs: number): number {
    const { figures, host, startMs } = this.#parts;
    const results = this.#results(nowMs);
    const crossed = results.filter(({ passed }) => !passed);
    if (this.#users.last === undefined) this.#countUsers();
    const { last = 0, min, max } = this.#users;
    const users = { last, min, max, allocated: this.#allocated() };
    for (const line of k6Summary(figures, results, users, nowMs - startMs)) host.log(line);
    host.log('');
    this.#console.progress(nowMs, crossed.length > 0 ? 'failed' : 'passed');
    if (crossed.length === 0) return 0;
    const metrics = [...new Set(crossed.map(({ threshold }) => threshold.metric))].join(', ');
    this.#console.error(nowMs, `thresholds on metrics '${metrics}' have been crossed`);
    return thresholdsHaveFailed;
  }

  #results(nowMs: number): readonly ThresholdResult[] {
    return evaluate(this.#parts.thresholds, this.#parts.figures, nowMs - this.#parts.startMs);
  }

  #countUsers(): void {
    const active = this.#active();
    this.#users.last = active;
    this.#users.min = Math.min(this.#users.min, active);
    this.#users.max = Math.max(this.#users.max, active);
  }

  #active(): number {
    return this.#parts.scenarios.reduce((total, { executor }) => total + executor.active, 0);
  }

  #allocated(): number {
    return this.#parts.scenarios.reduce((total, { executor }) => total + executor.maxUsers, 0);
  }
}
