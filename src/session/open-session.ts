import type { Cluster } from '../cluster/port.ts';
import type { Scenario } from '../scenario/model.ts';
import type { Outside } from '../signals/outside.ts';
import type { ActionContext } from './actions/context.ts';
import { flipMode } from './actions/flip-mode.ts';
import { Journal, messageOf } from './actions/journal.ts';
import { reset } from './actions/reset.ts';
import { scaleWorkload } from './actions/scale-workload.ts';
import { Turns } from './actions/turns.ts';
import { Director } from './director/director.ts';
import type { FrameScheduler } from './frames.ts';
import { Consent } from './guard/consent.ts';
import { Guard, type GuardOptions } from './guard/guard.ts';
import { initialState } from './initial-state.ts';
import type { JournalStore } from './journal/journal-store.ts';
import type { LoadRunner } from './loads/load-runner.ts';
import { Loads } from './loads/loads.ts';
import { findMode } from './mode/find-mode.ts';
import { type ObservationListener, Recorder } from './recorder.ts';
import { startReflectors } from './reflectors.ts';
import { refusalOf, type Situation, waitOf } from './refusal.ts';
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
  /** The mode the cluster is in, where the caller knows (an embedded cluster is set up in its baseline). Absent: found out from its objects. */
  readonly mode?: string;
  /** What may be changed, and what is asked before; absent: by the scenario's own allowedContexts, with questions. An embedded cluster is not asked about. */
  readonly guard?: GuardOptions;
  /** Where changes are written down before they are made; absent: in memory. */
  readonly journal?: JournalStore;
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
  readonly #guard: Guard;
  readonly #consent: Consent;
  readonly #turns = new Turns();
  #isClosed = false;

  constructor(options: SessionOptions) {
    const { cluster, scenario } = options;
    const { clock } = cluster;
    this.#options = options;
    this.scenario = scenario;
    this.identity = cluster.identity;
    this.speed = options.speed ?? 1;
    this.#guard = new Guard(cluster.identity, scenario, options.guard);
    this.#consent = new Consent(this.#guard, scenario, cluster.identity.context);
    const { namespace, workloads } = scenario.target;
    const target = workloads[0] ? { namespace, workload: workloads[0].name } : { namespace };
    this.#recorder = new Recorder(initialState(target, clock.now()), options.frames, options.frameMs);
    this.store = this.#recorder;
    if (options.observe) this.#recorder.observe(options.observe);
    const journal = new Journal(this.#recorder, clock);
    this.#actions = { cluster, scenario, recorder: this.#recorder, journal, now: () => clock.now() };
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
    const stopFindingMode = findMode(scenario, this.#recorder);
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
    if (action.type === 'previousCue' || action.type === 'toggleAutopilot') return this.#turnPage(action);
    if (this.confirmation(action) !== undefined) return { ok: false, reason: 'it has to be confirmed first' };
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
    return 0;
  }

  restore(): Promise<ActionOutcome> {
    return this.dispatch({ type: 'restore' });
  }

  readOnly(): string | undefined {
    return this.#guard.refusal();
  }

  heldBy(): string | undefined {
    return undefined;
  }

  async takeOver(): Promise<ActionOutcome> {
    return { ok: false, reason: 'nobody else changes this target' };
  }

  waitingFor(): string | undefined {
    return this.#turns.next === undefined ? undefined : waitOf(this.#situation(), this.#turns.next);
  }

  cancelWaiting(): boolean {
    return this.#turns.cancelNext();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#director.close();
    await this.#loads.close();
    this.#stopObserving();
    this.#recorder.close();
  }

  #situation(): Situation {
    const { current, next } = this.#turns;
    const readOnly = this.#guard.refusal();
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

  /** Changes nothing on the cluster, so it is possible while something else is being done. */
  #turnPage(action: Action): ActionOutcome {
    if (action.type === 'previousCue') this.#director.previous();
    else this.#director.toggleAutopilot();
    return { ok: true };
  }

  async #perform(action: Action): Promise<ActionOutcome> {
    try {
      switch (action.type) {
        case 'flipMode':
          await flipMode(this.#actions, known(this.scenario.modes, action.mode));
          return { ok: true };
        case 'startLoad': {
          const load = known(this.scenario.loads, action.load);
          if (this.#loads.isRunning(load)) return { ok: false, reason: `load ${load.id} is still running` };
          await this.#loads.start(load);
          return { ok: true };
        }
        case 'reset':
          await this.#loads.stopLocal();
          await reset(this.#actions);
          return { ok: true };
        case 'scale':
          await scaleWorkload(this.#actions, action.replicas);
          return { ok: true };
        case 'restore':
          return { ok: true };
        case 'nextCue':
          return await this.#director.next();
        case 'skipCue':
          return await this.#director.skip();
        case 'goToAct':
          return await this.#director.goTo(action.act);
        case 'previousCue':
        case 'toggleAutopilot':
          return this.#turnPage(action);
      }
    } catch (error) {
      return { ok: false, reason: messageOf(error) };
    }
  }
}

function known<T extends { readonly id: string }>(list: readonly T[], id: string): T {
  const found = list.find((each) => each.id === id);
  if (!found) throw new Error(`the scenario has nothing called ${id}`);
  return found;
}
