import type { ProcessHost } from '../../world.ts';
import { ArrivingUsers } from '../client/arriving-users.ts';
import type { Executor } from '../client/executor.ts';
import type { LoadFigures } from '../client/load-figures.ts';
import type { TrafficProgram } from '../client/traffic-process.ts';
import type { NoAnswer } from '../exchange.ts';
import { failureText } from '../failure-text.ts';
import type { K6Scenario } from './k6-options.ts';
import { k6Header, type RunState, runningLine, scenarioLine } from './k6-progress.ts';
import { k6Summary } from './k6-summary.ts';
import { evaluate, type Threshold, type ThresholdResult } from './k6-thresholds.ts';

export interface K6RunParts {
  readonly host: ProcessHost;
  readonly startMs: number;
  readonly script: string;
  readonly scenarios: readonly { readonly scenario: K6Scenario; readonly executor: Executor }[];
  readonly thresholds: readonly Threshold[];
  readonly figures: LoadFigures;
  readonly quiet: boolean;
  /** Of its first request, for messages. */
  readonly url: string;
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
  #failuresTold: ReadonlyMap<NoAnswer, number> = new Map();
  #toldMs: number;
  #evaluatedMs: number;

  constructor(parts: K6RunParts) {
    this.#parts = parts;
    this.#toldMs = parts.startMs;
    this.#evaluatedMs = parts.startMs;
    this.#users = { last: undefined, min: Number.POSITIVE_INFINITY, max: 0 };
    const { host, script, scenarios } = parts;
    for (const line of k6Header(
      script,
      scenarios.map(({ scenario }) => scenario),
    ))
      host.log(line);
  }

  advance(nowMs: number): number | undefined {
    const { scenarios, thresholds } = this.#parts;
    for (const { executor } of scenarios) executor.advance(nowMs);
    if (scenarios.every(({ executor }) => executor.done)) return this.#finish(nowMs);
    if (nowMs - this.#toldMs >= progressEveryMs) {
      this.#toldMs = nowMs;
      this.#countUsers();
      this.#tellFailures(nowMs);
      if (!this.#parts.quiet) this.#tellProgress(nowMs, false);
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
    this.#error(nowMs, `test run was aborted because k6 received a 'terminated' signal`);
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
    this.#tellProgress(nowMs, crossed.length > 0);
    if (crossed.length === 0) return 0;
    const metrics = [...new Set(crossed.map(({ threshold }) => threshold.metric))].join(', ');
    this.#error(nowMs, `thresholds on metrics '${metrics}' have been crossed`);
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

  #tellProgress(nowMs: number, failed: boolean): void {
    const { host, scenarios, figures, startMs } = this.#parts;
    const elapsedMs = nowMs - startMs;
    const state: RunState = {
      elapsedMs,
      active: this.#active(),
      allocated: this.#allocated(),
      complete: figures.iterations,
      interrupted: figures.interrupted,
    };
    host.log('');
    host.log(
      runningLine(
        scenarios.map(({ scenario }) => scenario),
        state,
      ),
    );
    for (const { scenario, executor } of scenarios) {
      const { progress, active, done } = executor;
      const rate = executor instanceof ArrivingUsers ? { rate: executor.rate } : {};
      host.log(scenarioLine(scenario, { progress, elapsedMs, active, failed, done, ...rate }));
    }
  }

  #active(): number {
    return this.#parts.scenarios.reduce((total, { executor }) => total + executor.active, 0);
  }

  #allocated(): number {
    return this.#parts.scenarios.reduce((total, { executor }) => total + executor.maxUsers, 0);
  }

  /** k6 warns of every request without an answer; here one of a kind per second stands for all. */
  #tellFailures(nowMs: number): void {
    const { figures, url } = this.#parts;
    for (const [error, count] of figures.byError) {
      if (count === this.#failuresTold.get(error)) continue;
      this.#tell(
        nowMs,
        'warning',
        `"Request Failed" error=${JSON.stringify(`Get "${url}": ${failureText(error, url)}`)}`,
      );
    }
    this.#failuresTold = new Map(figures.byError);
  }

  #error(nowMs: number, message: string): void {
    this.#tell(nowMs, 'error', JSON.stringify(message));
  }

  #tell(nowMs: number, level: string, message: string): void {
    const time = new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z');
    this.#parts.host.log(`time="${time}" level=${level} msg=${message}`);
  }
}
