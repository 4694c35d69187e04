import type { Load } from '../../scenario/model.ts';
import type { ActionContext } from '../actions/context.ts';
import { LoadTracker } from '../actions/load-tracker.ts';
import { startLoad } from '../actions/start-load.ts';
import { jobOf } from './load-job.ts';
import type { LoadRunner } from './load-runner.ts';
import { LocalLoads } from './local-loads.ts';

/** The loads of a session, wherever they run: as Jobs of the cluster, or on this machine. */
export class Loads {
  readonly #context: ActionContext;
  readonly #jobs: LoadTracker;
  readonly #local: LocalLoads;

  /** @param runner absent: nothing is started on this machine. */
  constructor(context: ActionContext, runner: LoadRunner | undefined) {
    this.#context = context;
    this.#jobs = new LoadTracker(context);
    this.#local = new LocalLoads(context, runner);
  }

  isRunning(load: Load): boolean {
    return this.#jobs.isRunning(load) || (load.kind !== 'job' && this.#local.isRunning(load));
  }

  /** Why a load cannot be started here at all, as a clause; undefined when it can. */
  refusal(id: string): string | undefined {
    const load = this.#context.scenario.loads.find((each) => each.id === id);
    if (!load || load.kind === 'job' || this.#jobOf(load)) return undefined;
    return this.#local.refusal(load);
  }

  /** Starts it; resolves when it runs, or when its Job exists. @throws ActionError, ClusterError */
  async start(load: Load): Promise<void> {
    const job = this.#jobOf(load);
    if (job) await startLoad(this.#context, this.#jobs, load, job);
    else if (load.kind !== 'job') await this.#local.start(load);
  }

  /** Ends what runs on this machine; the Jobs are the cluster's. */
  stopLocal(): Promise<void> {
    return this.#local.stop();
  }

  async close(): Promise<void> {
    this.#jobs.close();
    await this.#local.close();
  }

  #jobOf(load: Load) {
    return jobOf(load, this.#context.scenario, this.#context.cluster.identity);
  }
}
