import type { Cancel } from '../cluster/clock.ts';
import { defaultFrameMs, type FrameScheduler } from './frames.ts';
import type { Observation } from './observation.ts';
import { reduce } from './reduce/reduce.ts';
import type { SessionStore } from './session.ts';
import type { SessionState } from './state.ts';

export type ObservationListener = (observation: Observation) => void;

/**
 * Where all observations of a run come together. Inside the session `current()` knows all of them; outside, the store shows the state of
 * the latest frame, and tells its listeners once per frame at most, and only if there was something new. The first observation after a
 * quiet frame is shown as soon as the present call stack is done, so that a key press paints at once.
 */
export class Recorder implements SessionStore {
  readonly #frames: FrameScheduler;
  readonly #frameMs: number;
  readonly #storeListeners = new Set<() => void>();
  readonly #observers = new Set<ObservationListener>();
  #pending: Observation[] = [];
  #current: SessionState;
  #published: SessionState;
  #phase: 'idle' | 'aboutToPublish' | 'resting' | 'closed' = 'idle';
  #cancelFrame: Cancel = () => {};

  constructor(initial: SessionState, frames: FrameScheduler, frameMs = defaultFrameMs) {
    this.#current = initial;
    this.#published = initial;
    this.#frames = frames;
    this.#frameMs = frameMs;
  }

  record(observation: Observation): void {
    if (this.#phase === 'closed') return;
    this.#pending.push(observation);
    for (const observe of this.#observers) observe(observation);
    if (this.#phase !== 'idle') return;
    this.#phase = 'aboutToPublish';
    queueMicrotask(() => this.#publish());
  }

  /** Everything recorded so far, folded in. */
  current(): SessionState {
    if (this.#pending.length > 0) {
      this.#current = reduce(this.#current, this.#pending);
      this.#pending = [];
    }
    return this.#current;
  }

  /** Tells each observation when it is recorded, for those who follow the run: loads, the flight recorder. */
  observe(listener: ObservationListener): Cancel {
    this.#observers.add(listener);
    return () => {
      this.#observers.delete(listener);
    };
  }

  getState(): SessionState {
    return this.#published;
  }

  subscribe(listener: () => void): () => void {
    this.#storeListeners.add(listener);
    return () => {
      this.#storeListeners.delete(listener);
    };
  }

  /** Shows what is recorded, and nothing after it. */
  close(): void {
    if (this.#phase === 'closed') return;
    this.#cancelFrame();
    this.#phase = 'closed';
    this.#show();
  }

  #publish(): void {
    if (this.#phase === 'closed') return;
    if (!this.#show()) {
      this.#phase = 'idle';
      return;
    }
    this.#phase = 'resting';
    this.#cancelFrame = this.#frames.after(this.#frameMs, () => this.#publish());
  }

  /** Whether there was something new to show. */
  #show(): boolean {
    const state = this.current();
    if (state === this.#published) return false;
    this.#published = state;
    for (const listener of this.#storeListeners) listener();
    return true;
  }
}
