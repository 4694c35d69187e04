import type { EpochMs } from '../autoscaling/units.ts';
import { initialState } from '../session/initial-state.ts';
import type { Action, ActionOutcome, Attachment, Confirmation, Session, SessionStore } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';
import { AttachedPlayback } from './attached-playback.ts';
import { type ActionStatus, actionKey, type SessionStatus, type StageMessage, type ViewerMessage } from './protocol.ts';
import type { StageLink } from './stage-link.ts';
import { patchedState } from './state-patch.ts';

const looksOn = 'this terminal only looks on: it was attached with --view';
const stageGone = 'the cockpit on the stage has ended';

/** The session of another process, over its socket: the same state, and actions that are carried out there. */
export class AttachedSession implements Session, SessionStore {
  readonly scenario: Session['scenario'];
  readonly store: SessionStore = this;
  readonly attached: Attachment;
  readonly #link: Pick<StageLink, 'listen' | 'say' | 'close' | 'ended'>;
  readonly #listeners = new Set<() => void>();
  readonly #asked = new Map<number, (outcome: ActionOutcome) => void>();
  readonly #playback: AttachedPlayback;
  #nextId = 0;
  #state: SessionState;
  #now: EpochMs;
  #status: SessionStatus;
  /** What the reader has agreed to; the stage asks once for a run, and its word on that is on its way. */
  #hasConfirmed = false;
  #isGone = false;
  #firstFrame: () => void = () => {};
  /** Resolves once there is something to show. */
  readonly opened: Promise<void>;

  constructor(link: StageLink, attached: Attachment) {
    const { scenario, identity, target, openedAt } = link.hello;
    this.scenario = scenario;
    this.attached = attached;
    this.#link = link;
    this.#state = initialState(target, openedAt);
    this.#now = openedAt;
    this.#status = { identity, speed: 1, actions: {} };
    this.#playback = new AttachedPlayback((step) => {
      if (attached.drives) this.#say({ type: 'playback', step });
    });
    this.opened = new Promise((resolve) => {
      this.#firstFrame = resolve;
    });
    link.listen((message) => this.#hear(message));
    void link.ended.then(() => this.#leave());
  }

  /** A stage that falls back on something else becomes that. */
  get identity(): Session['identity'] {
    return this.#status.identity;
  }

  get speed(): number {
    return this.#status.speed ?? Number.POSITIVE_INFINITY;
  }

  get playback(): Session['playback'] {
    return this.#status.playback && this.#playback;
  }

  now(): EpochMs {
    return this.#now;
  }

  getState(): SessionState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  refusal(action: Action): string | undefined {
    return this.#ownRefusal() ?? this.#about(action)?.refusal;
  }

  waitsFor(action: Action): string | undefined {
    return this.#about(action)?.waitsFor;
  }

  confirmation(action: Action): Confirmation | undefined {
    return this.#hasConfirmed ? undefined : this.#about(action)?.confirmation;
  }

  confirm(action: Action): void {
    this.#hasConfirmed = true;
    this.#say({ type: 'confirm', action });
  }

  dispatch(action: Action): Promise<ActionOutcome> {
    return this.#ask((id) => ({ type: 'dispatch', id, action }));
  }

  takeOver(): Promise<ActionOutcome> {
    return this.#ask((id) => ({ type: 'takeOver', id }));
  }

  /** What the run changed is the stage's to put back: leaving a second terminal asks nothing. */
  outstanding(): number {
    return 0;
  }

  restore(): Promise<ActionOutcome> {
    return this.dispatch({ type: 'restore' });
  }

  readOnly(): string | undefined {
    return this.#status.readOnly;
  }

  heldBy(): string | undefined {
    return this.#status.heldBy;
  }

  waitingFor(): string | undefined {
    return this.#ownRefusal() === undefined ? this.#status.waitingFor : undefined;
  }

  cancelWaiting(): boolean {
    if (this.waitingFor() === undefined) return false;
    this.#say({ type: 'cancelWaiting' });
    return true;
  }

  async close(): Promise<void> {
    this.#link.close();
    this.#leave();
    this.#listeners.clear();
  }

  #hear(message: StageMessage): void {
    if (message.type === 'outcome') {
      this.#asked.get(message.id)?.(message.outcome);
      this.#asked.delete(message.id);
    }
    if (message.type !== 'frame') return;
    const { now, patch, status } = message;
    this.#now = now;
    if (status) {
      this.#status = status;
      this.#playback.told(status.playback);
    }
    if (patch) this.#state = patchedState(this.#state, patch);
    this.#firstFrame();
    if (patch || status) for (const listener of this.#listeners) listener();
  }

  #leave(): void {
    this.#isGone = true;
    this.#firstFrame();
    for (const answer of this.#asked.values()) answer({ ok: false, reason: stageGone });
    this.#asked.clear();
  }

  #about(action: Action): ActionStatus | undefined {
    return this.#status.actions[actionKey(action)];
  }

  #ownRefusal(): string | undefined {
    if (this.#isGone) return stageGone;
    return this.attached.drives ? undefined : looksOn;
  }

  #say(message: ViewerMessage): void {
    if (this.#ownRefusal() === undefined) this.#link.say(message);
  }

  async #ask(message: (id: number) => ViewerMessage): Promise<ActionOutcome> {
    const reason = this.#ownRefusal();
    if (reason !== undefined) return { ok: false, reason };
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#say(message(id));
    });
  }
}
