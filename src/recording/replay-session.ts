import { type EpochMs, epochMs, plusMs } from '../autoscaling/units.ts';
import type { Cancel } from '../cluster/clock.ts';
import type { Playback } from '../session/playback.ts';
import type { ActionOutcome, Session, SessionStore } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';
import type { Recording } from './recording.ts';
import { ReplayClock } from './replay-clock.ts';
import { RunCursor } from './run-cursor.ts';

/** How often the picture of a replay moves on, in real time. */
const tickMs = 100;

/** A mark that is being passed is not the next one: going there again would not move. */
const atMarkMs = 500;

const refusal = 'this is a replay: what happened is seen again, and nothing can be changed';

/** What a replay needs of the real world. */
export interface ReplayTime {
  /** Milliseconds from any start, never going back. */
  now(): number;
  every(intervalMs: number, callback: () => void): Cancel;
}

/**
 * A recorded run as a session: same state, same reducer, same clock, so that whatever shows a run shows this one alike. Its time is
 * moved by {@link Playback}; what would change the cluster is refused. The recording stays the caller's.
 */
export class ReplaySession implements Session, SessionStore, Playback {
  readonly scenario: Session['scenario'];
  readonly identity: Session['identity'];
  readonly store: SessionStore = this;
  readonly playback: Playback = this;
  readonly #recording: Recording;
  readonly #clock: ReplayClock;
  readonly #cursor: RunCursor;
  readonly #listeners = new Set<() => void>();
  readonly #stop: Cancel;

  constructor(recording: Recording, time: ReplayTime) {
    this.#recording = recording;
    this.scenario = recording.header.scenario;
    this.identity = recording.header.identity;
    this.#clock = new ReplayClock(recording, () => time.now());
    this.#cursor = new RunCursor(recording);
    this.#cursor.moveTo(recording.from);
    this.#stop = time.every(tickMs, () => this.#show());
  }

  get speed(): number {
    return this.#clock.speed;
  }

  now(): EpochMs {
    return this.#cursor.at;
  }

  getState(): SessionState {
    return this.#cursor.state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get from(): EpochMs {
    return this.#recording.from;
  }

  get until(): EpochMs {
    return this.#recording.until;
  }

  get isPaused(): boolean {
    return this.#clock.isPaused;
  }

  togglePause(): void {
    this.#clock.togglePause();
    this.#show();
  }

  /** Goes to a moment of the run; before its beginning and after its end there is none. */
  seek(at: EpochMs): void {
    this.#clock.seek(at);
    this.#show();
  }

  skip(byMs: number): void {
    this.seek(plusMs(this.#clock.now(), byMs));
  }

  changeSpeed(by: 1 | -1): void {
    this.#clock.changeSpeed(by);
    this.#show();
  }

  toMark(by: 1 | -1): string | undefined {
    const { marks } = this.#recording;
    const now = this.now();
    // While time goes on, going back means the mark before the one that has just been passed.
    const back = this.isPaused ? now : epochMs(now - atMarkMs * Math.max(1, this.speed));
    const mark = by === 1 ? marks.find(({ at }) => at > now) : marks.findLast(({ at }) => at < back);
    if (mark) this.seek(mark.at);
    return mark?.label;
  }

  async dispatch(): Promise<ActionOutcome> {
    return { ok: false, reason: refusal };
  }

  refusal(): string {
    return refusal;
  }

  waitsFor(): undefined {}

  confirmation(): undefined {}

  confirm(): void {}

  outstanding(): number {
    return 0;
  }

  restore(): Promise<ActionOutcome> {
    return this.dispatch();
  }

  /** The badge says that it is a replay; that it is read-only goes without saying. */
  readOnly(): undefined {}

  heldBy(): undefined {}

  takeOver(): Promise<ActionOutcome> {
    return this.dispatch();
  }

  waitingFor(): undefined {}

  cancelWaiting(): boolean {
    return false;
  }

  async close(): Promise<void> {
    this.#stop();
    this.#listeners.clear();
  }

  #show(): void {
    const at = this.#clock.now();
    const before = this.getState();
    if (at === this.#cursor.at) return;
    this.#cursor.moveTo(at);
    if (this.getState() === before) return;
    for (const listener of this.#listeners) listener();
  }
}
