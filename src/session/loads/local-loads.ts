import { stripVTControlCharacters } from 'node:util';
import type { Cancel } from '../../cluster/clock.ts';
import { redact } from '../../cluster/redact.ts';
import type { LocalLoad } from '../../scenario/model.ts';
import { messageOf } from '../actions/command-log.ts';
import { type ActionContext, ActionError } from '../actions/context.ts';
import { progressIn } from '../actions/load-progress.ts';
import type { LoadProgress } from '../observation.ts';
import { loadCommand } from './load-command.ts';
import type { LoadOutcome, LoadRunner, RunningLoad } from './load-runner.ts';

/** A program may print thousands of lines a second; the screen shows the last one. */
const tellEveryMs = 100;

const longestLine = 500;

interface LocalRun {
  progress: LoadProgress;
  running?: RunningLoad;
  cancelTelling?: Cancel;
}

/** The loads that run on this machine: starts them, records how far they are, and ends them with the session. */
export class LocalLoads {
  readonly #context: ActionContext;
  readonly #runner: LoadRunner | undefined;
  readonly #runs = new Map<string, LocalRun>();
  /** Those that are being started or ended, too. */
  readonly #open = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(context: ActionContext, runner: LoadRunner | undefined) {
    this.#context = context;
    this.#runner = runner;
  }

  /** Why a load cannot be started on this cluster, as a clause; undefined when it can. */
  refusal(load: LocalLoad): string | undefined {
    const isEmbedded = this.#context.cluster.identity.badge === 'EMBEDDED';
    if (isEmbedded && (load.kind === 'nats-publish' || !load.on.includes('embedded')))
      return `load ${load.id} runs on this machine, and the scenario does not have it on an embedded cluster`;
    if (!isEmbedded && load.kind !== 'nats-publish' && !load.on.includes('kube'))
      return `load ${load.id} is for an embedded cluster only`;
    return this.#runner ? undefined : `load ${load.id} runs on this machine, and this run starts nothing there`;
  }

  isRunning({ id }: LocalLoad): boolean {
    const run = this.#runs.get(id);
    return run !== undefined && run.progress.endedAt === undefined;
  }

  /** Starts it; resolves when it runs. @throws ActionError when it cannot */
  async start(load: LocalLoad): Promise<void> {
    const refusal = this.refusal(load);
    const runner = this.#runner;
    if (refusal !== undefined || !runner) throw new ActionError(refusal ?? 'nothing runs here');
    const run: LocalRun = { progress: { id: load.id, state: 'starting', startedAt: this.#context.now() } };
    this.#runs.set(load.id, run);
    this.#tell(run);
    const listener = {
      said: (line: string) => this.#said(run, line),
      progressed: (share: number) => this.#change(run, { progress: Math.min(1, Math.max(0, share)) }),
      ended: (outcome: LoadOutcome) => this.#ended(run, outcome),
    };
    const starting = this.#context.commands.entry(redact(loadCommand(load)), () => runner.start(load, listener));
    const kept = starting.then(
      async (running) => {
        run.running = running;
        if (this.#isClosed) await running.stop();
      },
      () => undefined,
    );
    this.#open.add(kept);
    try {
      await starting;
      if (run.progress.state === 'starting') this.#change(run, { state: 'running' });
    } catch (error) {
      this.#ended(run, { state: 'failed', line: messageOf(error) });
      throw error;
    } finally {
      this.#open.delete(kept);
    }
  }

  /** Ends all of them, with everything they started; resolves when nothing is left. */
  async stop(): Promise<void> {
    await Promise.all([...this.#runs.values()].map(({ running }) => running?.stop()));
    await Promise.all(this.#open);
  }

  /** Ends all of them for good: one that is still being started ends as soon as it runs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.stop();
  }

  #said(run: LocalRun, text: string): void {
    const line = plainLine(text);
    if (line === '') return;
    const share = progressIn(line);
    this.#change(run, { line, ...(share === undefined ? {} : { progress: share }) });
  }

  /** Told at once when nothing was told for a while, else a little later, with what came after it. */
  #change(run: LocalRun, change: Partial<LoadProgress>): void {
    if (run.progress.endedAt !== undefined) return;
    run.progress = { ...run.progress, ...change };
    run.cancelTelling ??= this.#context.cluster.clock.after(tellEveryMs, () => {
      delete run.cancelTelling;
      this.#tell(run);
    });
  }

  #ended(run: LocalRun, { state, line }: LoadOutcome): void {
    if (run.progress.endedAt !== undefined) return;
    run.cancelTelling?.();
    run.progress = {
      ...run.progress,
      state,
      endedAt: this.#context.now(),
      ...(state === 'complete' && { progress: 1 }),
      ...(line !== undefined && { line: plainLine(line) }),
    };
    this.#tell(run);
  }

  #tell({ progress }: LocalRun): void {
    const at = this.#context.now();
    this.#context.recorder.record({ at, source: 'session', kind: 'loadChanged', load: progress });
  }
}

/** What a person sees of a line: without colours and what only moves a cursor, not endless, and without what could be a secret. */
function plainLine(text: string): string {
  const last = text.trimEnd().split('\r').at(-1) ?? '';
  return redact(stripVTControlCharacters(last).replace(/\p{Cc}/gu, ' ')).slice(0, longestLine);
}
