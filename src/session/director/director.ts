import type { EpochMs } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { DirectorPosition } from '../observation.ts';
import type { Recorder } from '../recorder.ts';
import type { Action, ActionOutcome } from '../session.ts';
import { mayGoOn } from './patience.ts';
import { cueAt, stepAfter } from './script.ts';

/** What the director may do to the run. */
export interface Stage {
  readonly scenario: Scenario;
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** Does what an act or a cue asks for, as part of the step that is being taken. */
  perform(action: Action): Promise<ActionOutcome>;
  /** Asks for a step of its own, as a key press would; refused while something else is being done. */
  dispatch(action: Action): Promise<ActionOutcome>;
  refusal(action: Action): string | undefined;
}

/** How often the autopilot looks whether it may go on. */
const lookEveryMs = 1000;

/** Leads through the acts and their cues, by hand or on autopilot, on the cluster's clock alone. */
export class Director {
  readonly #stage: Stage;
  #position: DirectorPosition = { act: -1, cue: -1, autopilot: false };
  #reachedAt: EpochMs;
  #stopAutopilot: Cancel = () => {};

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#reachedAt = stage.clock.now();
  }

  /** Takes one step and carries out what stands there. The step is taken even if that fails; the autopilot then hands over to a person. */
  async next(): Promise<ActionOutcome> {
    const step = stepAfter(this.#stage.scenario, this.#position);
    return this.#taken(
      step.to === 'cue' ? this.#reachCue(step.cue, true) : step.to === 'act' ? this.#enterAct(step.act) : this.#end(),
    );
  }

  /** Goes past the act's next cue without its load; its mode is entered, for what comes later counts on it. */
  async skip(): Promise<ActionOutcome> {
    const step = stepAfter(this.#stage.scenario, this.#position);
    if (step.to !== 'cue') return { ok: false, reason: 'this act has no further cue' };
    return this.#taken(this.#reachCue(step.cue, false));
  }

  /** Begins an act, also one that has been played. A talk that was over goes on. */
  async goTo(act: number): Promise<ActionOutcome> {
    return this.#taken(this.#enterAct(act));
  }

  /** Steps back one cue, at most to the act's beginning; what was done stays done. */
  previous(): void {
    this.#reach({ cue: Math.max(-1, this.#position.cue - 1) });
  }

  /** Stands at a place of the talk without doing what stands there: another run has led up to it. A person leads on. */
  carryOn(position: DirectorPosition): void {
    this.#setAutopilot(false);
    this.#reachedAt = this.#stage.clock.now();
    this.#place({ ...position, autopilot: false });
  }

  toggleAutopilot(): void {
    this.#setAutopilot(!this.#position.autopilot);
    if (this.#position.autopilot) this.#look();
  }

  close(): void {
    this.#stopAutopilot();
  }

  /** After a step that failed, a person takes over. */
  async #taken(step: Promise<ActionOutcome>): Promise<ActionOutcome> {
    const outcome = await step;
    if (!outcome.ok) this.#setAutopilot(false);
    return outcome;
  }

  async #reachCue(cue: number, withLoad: boolean): Promise<ActionOutcome> {
    this.#reach({ cue });
    const todo = cueAt(this.#stage.scenario, this.#position)?.do;
    if (!todo) return { ok: true };
    if ('mode' in todo) return this.#ensureMode(todo.mode);
    // Layouts and snapshots are the screen's business: it reads the cue that was reached.
    return 'load' in todo && withLoad ? this.#stage.perform({ type: 'startLoad', load: todo.load }) : { ok: true };
  }

  /** The act's time begins when its mode is in place. */
  async #enterAct(act: number): Promise<ActionOutcome> {
    const { talkStartedAt, autopilot } = this.#position;
    const now = this.#stage.clock.now();
    this.#place({ act, cue: -1, talkStartedAt: talkStartedAt ?? now, autopilot });
    const mode = this.#stage.scenario.acts[act]?.mode;
    const outcome: ActionOutcome = mode === undefined ? { ok: true } : await this.#ensureMode(mode);
    this.#reach({ actStartedAt: this.#stage.clock.now() });
    return outcome;
  }

  async #end(): Promise<ActionOutcome> {
    this.#reach({ talkEndedAt: this.#stage.clock.now() });
    this.#setAutopilot(false);
    return { ok: true };
  }

  async #ensureMode(mode: string): Promise<ActionOutcome> {
    const last = this.#stage.recorder.current().modes.at(-1);
    if (last?.mode === mode && last.phase === 'applied') return { ok: true };
    return this.#stage.perform({ type: 'flipMode', mode });
  }

  #setAutopilot(autopilot: boolean): void {
    if (this.#position.autopilot === autopilot) return;
    this.#stopAutopilot();
    this.#place({ ...this.#position, autopilot });
    if (autopilot) this.#stopAutopilot = this.#stage.clock.every(lookEveryMs, () => this.#look());
  }

  #look(): void {
    const { scenario, recorder, clock } = this.#stage;
    const step: Action = { type: 'nextCue' };
    if (this.#stage.refusal(step) !== undefined) return;
    if (!mayGoOn(scenario, recorder.current(), this.#position, this.#reachedAt, clock.now())) return;
    // The outcome is on the screen already: as a failed action in the log, and by the autopilot going off.
    void this.#stage.dispatch(step);
  }

  #reach(change: Partial<DirectorPosition>): void {
    this.#reachedAt = this.#stage.clock.now();
    this.#place({ ...this.#position, ...change });
  }

  #place(position: DirectorPosition): void {
    this.#position = position;
    this.#stage.recorder.record({ at: this.#stage.clock.now(), source: 'session', kind: 'director', position });
  }
}
