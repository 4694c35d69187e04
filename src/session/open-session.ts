import type { Cluster } from '../cluster/port.ts';
import type { Scenario } from '../scenario/model.ts';
import type { Outside } from '../signals/outside.ts';
import { messageOf, RecordedCommands } from './actions/command-log.ts';
import type { ActionContext } from './actions/context.ts';
import { Turns } from './actions/turns.ts';
import { Waits } from './actions/waits.ts';
import { ChangeControl } from './change-control.ts';
import { Director } from './director/director.ts';
import type { FrameScheduler } from './frames.ts';
import { Consent } from './guard/consent.ts';
import type { GuardOptions } from './guard/guard.ts';
import type { Holder } from './guard/this-process.ts';
import { initialState } from './initial-state.ts';
import type { JournalStore } from './journal/journal-store.ts';
import type { LoadRunner } from './loads/load-runner.ts';
import { Loads } from './loads/loads.ts';
import { findMode } from './mode/find-mode.ts';
import type { DirectorPosition } from './observation.ts';
import { perform } from './perform.ts';
import { type ObservationListener, Recorder } from './recorder.ts';
import { startReflectors } from './reflectors.ts';
import { refusalOf, type Situation, waitOf } from './refusal.ts';
import { recordModeFound } from './restore/record-mode-found.ts';
import { startScenarioSignals } from './scenario-signals.ts';
import type { Action, ActionOutcome, Confirmation, Session } from './session.ts';

export interface SessionOptions {
  readonly cluster: Cluster;
  readonly scenario: Scenario;
  readonly frames: FrameScheduler;
  /** Least time between two notifications of the store, in milliseconds of the frame scheduler; 100 unless told. */
  readonly frameMs?: number;
  /** Virtual seconds per real second; 1 unless told. */
  readonly speed?: number;
  /** The context of the real cluster that does not answer, where this one is shown instead. */
  readonly standsInFor?: string;
  /** The mode the cluster is in, where the caller knows (an embedded cluster is set up in its baseline). Absent: found out from its objects. */
  readonly mode?: string;
  /** What may be changed, and what is asked before; absent: by the scenario's own allowedContexts, with questions. An embedded cluster is not asked about. */
  readonly guard?: GuardOptions;
  /** Where changes are written down before they are made; absent: in memory. */
  readonly journal?: JournalStore;
  /** Who changes the cluster, as other cockpits are told; absent: this process. */
  readonly holder?: Holder;
  /** Told every observation of the run when it is made, from the first on: the flight recorder. */
  readonly observe?: ObservationListener;
  /** What signals beside the cluster's API are read with; absent: they are refused. The caller's, who closes it. */
  readonly outside?: Outside;
  /** What runs loads on this machine; absent: they are refused. */
  readonly loadRunner?: LoadRunner;
}

/** Begins to observe a cluster for a scenario. The cluster stays the caller's: closing the session does not close it. */
export function openSession(options: SessionOptions): Session {
  return new LiveSession(options);
}

class LiveSession implements Session {
  readonly scenario: Scenario;
  readonly identity: Session['identity'];
  readonly store: Session['store'];
  readonly speed: number;
  readonly #options: SessionOptions;
  readonly #recorder: Recorder;
  readonly #actions: ActionContext;
  readonly #loads: Loads;
  readonly #director: Director;
  readonly #stopObserving: () => void;
  readonly #changes: ChangeControl;
  readonly #consent: Consent;
  readonly #turns = new Turns();
  #isClosed = false;

  constructor(options: SessionOptions) {
    const { cluster, scenario, standsInFor } = options;
    const { clock } = cluster;
    this.#options = options;
    this.scenario = scenario;
    this.identity = { ...cluster.identity, ...(standsInFor !== undefined && { standsInFor }) };
    this.speed = options.speed ?? 1;
    const { namespace, workloads } = scenario.target;
    const target = workloads[0] ? { namespace, workload: workloads[0].name } : { namespace };
    this.#recorder = new Recorder(initialState(target, clock.now()), options.frames, options.frameMs);
    this.store = this.#recorder;
    if (options.observe) this.#recorder.observe(options.observe);
    const recorder = this.#recorder;
    const commands = new RecordedCommands(recorder, clock);
    const waits = new Waits(clock);
    this.#changes = new ChangeControl({
      cluster,
      scenario,
      commands,
      waits,
      ...(options.guard && { guard: options.guard }),
      ...(options.journal && { journal: options.journal }),
      ...(options.holder && { holder: options.holder }),
    });
    this.#consent = new Consent(this.#changes.guard, scenario, cluster.identity.context);
    const { writer } = this.#changes;
    this.#actions = { cluster, writer, scenario, recorder, commands, waits, now: () => clock.now() };
    this.#loads = new Loads(this.#actions, options.loadRunner);
    this.#director = new Director({
      scenario,
      recorder: this.#recorder,
      clock,
      perform: (action) => this.#perform(action),
      dispatch: (action) => this.dispatch(action),
      refusal: (action) => this.refusal(action) ?? this.waitsFor(action),
    });
    if (options.mode !== undefined)
      this.#recorder.record({
        at: clock.now(),
        source: 'session',
        kind: 'modeChanged',
        mode: options.mode,
        phase: 'applied',
      });
    const stopFindingMode = options.mode === undefined ? findMode(scenario, this.#recorder, clock) : () => {};
    const stopReflectors = startReflectors(cluster, namespace, this.#recorder);
    const stopSignals = startScenarioSignals(cluster, scenario, this.#recorder, options.outside);
    this.#stopObserving = () => {
      stopFindingMode();
      stopReflectors();
      stopSignals();
    };
  }

  now() {
    return this.#options.cluster.clock.now();
  }

  refusal(action: Action): string | undefined {
    return this.#isClosed ? 'the session is closed' : refusalOf(this.#situation(), action);
  }

  waitsFor(action: Action): string | undefined {
    return waitOf(this.#situation(), action);
  }

  async dispatch(action: Action): Promise<ActionOutcome> {
    const reason = this.refusal(action);
    if (reason !== undefined) return { ok: false, reason };
    if (this.confirmation(action) !== undefined) return { ok: false, reason: 'it has to be confirmed first' };
    // They change nothing on the cluster, so they are possible while something else is being done.
    if (action.type === 'previousCue' || action.type === 'toggleAutopilot') return this.#perform(action);
    return this.#turns.take(
      action,
      () => this.#perform(action),
      () => this.refusal(action),
    );
  }

  confirmation(action: Action): Confirmation | undefined {
    return this.#consent.question(action, this.#recorder.current());
  }

  confirm(): void {
    this.#consent.give();
  }

  outstanding(): number {
    return this.#changes.outstanding;
  }

  restore(): Promise<ActionOutcome> {
    return this.dispatch({ type: 'restore' });
  }

  readOnly(): string | undefined {
    return this.#changes.guard.refusal();
  }

  heldBy(): string | undefined {
    return this.#changes.heldBy;
  }

  async takeOver(): Promise<ActionOutcome> {
    return this.#outcome(async () => {
      await this.#changes.takeOver();
      return { ok: true };
    });
  }

  waitingFor(): string | undefined {
    const { next } = this.#turns;
    return next === undefined ? this.#actions.waits.current : waitOf(this.#situation(), next);
  }

  cancelWaiting(): boolean {
    return this.#turns.cancelNext() || this.#actions.waits.cancel();
  }

  carryOn(position: DirectorPosition): void {
    this.#director.carryOn(position);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#director.close();
    this.#actions.waits.cancel();
    await this.#loads.close();
    this.#stopObserving();
    await this.#changes.close();
    this.#recorder.close();
  }

  #situation(): Situation {
    const { current, next } = this.#turns;
    const readOnly = this.#changes.refusal();
    return {
      scenario: this.scenario,
      state: this.#recorder.current(),
      outstanding: this.outstanding(),
      loadRefusal: (id) => this.#loads.refusal(id),
      ...(current ? { busyWith: current } : {}),
      ...(next ? { waiting: next } : {}),
      ...(readOnly === undefined ? {} : { readOnly }),
    };
  }

  #perform(action: Action): Promise<ActionOutcome> {
    const performers = {
      context: this.#actions,
      loads: this.#loads,
      director: this.#director,
      restore: async () => {
        await this.#changes.restore();
        await recordModeFound(this.#actions);
      },
    };
    return this.#outcome(() => perform(performers, action));
  }

  /** Nothing that goes wrong leaves the session as an exception: its reason is for the screen. */
  async #outcome(work: () => Promise<ActionOutcome>): Promise<ActionOutcome> {
    try {
      return await work();
    } catch (error) {
      return { ok: false, reason: messageOf(error) };
    }
  }
}
