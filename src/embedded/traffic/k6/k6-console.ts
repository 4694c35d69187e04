import type { ProcessHost } from '../../world.ts';
import { ArrivingUsers } from '../client/arriving-users.ts';
import type { Executor } from '../client/executor.ts';
import type { LoadFigures } from '../client/load-figures.ts';
import type { NoAnswer } from '../exchange.ts';
import { failureText } from '../failure-text.ts';
import type { K6Scenario } from './k6-options.ts';
import { runningLine, scenarioLine } from './k6-progress.ts';

export interface RunningScenario {
  readonly scenario: K6Scenario;
  readonly executor: Executor;
}

export interface K6ConsoleParts {
  readonly host: ProcessHost;
  readonly startMs: number;
  readonly scenarios: readonly RunningScenario[];
  readonly figures: LoadFigures;
  /** Of the test's first request, for messages. */
  readonly url: string;
}

/** What k6 says while it runs: its progress, and messages of its log. */
export class K6Console {
  readonly #parts: K6ConsoleParts;
  #failuresTold: ReadonlyMap<NoAnswer, number> = new Map();

  constructor(parts: K6ConsoleParts) {
    this.#parts = parts;
  }

  /** `outcome` is there once the test is over. */
  progress(nowMs: number, outcome?: 'passed' | 'failed'): void {
    const { host, scenarios, figures, startMs } = this.#parts;
    const elapsedMs = nowMs - startMs;
    const all = scenarios.map(({ scenario }) => scenario);
    const state = {
      elapsedMs,
      active: scenarios.reduce((total, { executor }) => total + executor.active, 0),
      allocated: scenarios.reduce((total, { executor }) => total + executor.maxUsers, 0),
      complete: figures.iterations,
      interrupted: figures.interrupted,
    };
    host.log('');
    host.log(runningLine(all, state));
    for (const { scenario, executor } of scenarios) {
      const { progress, active } = executor;
      const done = outcome !== undefined || executor.done;
      const rate = executor instanceof ArrivingUsers ? { rate: executor.rate } : {};
      host.log(scenarioLine(scenario, { progress, elapsedMs, active, failed: outcome === 'failed', done, ...rate }));
    }
  }

  /** k6 warns of every request without an answer; here one of a kind stands for all since the last call. */
  failures(nowMs: number): void {
    const { figures, url } = this.#parts;
    for (const [error, count] of figures.byError) {
      if (count === this.#failuresTold.get(error)) continue;
      const cause = JSON.stringify(`Get "${url}": ${failureText(error, url)}`);
      this.#message(nowMs, 'warning', `"Request Failed" error=${cause}`);
    }
    this.#failuresTold = new Map(figures.byError);
  }

  error(nowMs: number, message: string): void {
    this.#message(nowMs, 'error', JSON.stringify(message));
  }

  #message(nowMs: number, level: string, message: string): void {
    const time = new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z');
    this.#parts.host.log(`time="${time}" level=${level} msg=${message}`);
  }
}
