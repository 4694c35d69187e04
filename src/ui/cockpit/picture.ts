import { type EpochMs, epochMs } from '../../autoscaling/units.ts';
import type { Session } from '../../session/session.ts';
import type { SessionState } from '../../session/state.ts';

type Observed = Pick<Session, 'store' | 'now'>;

/**
 * What panes draw: the session's state and a clock that moves in whole seconds, both of which can be held still. An external store
 * for React whose listeners are told only when one of the two has changed.
 */
export class Picture {
  readonly #session: Observed;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #state: SessionState;
  #now: EpochMs;
  #frozen = false;

  constructor(session: Observed) {
    this.#session = session;
    this.#state = session.store.getState();
    this.#now = wholeSecond(session.now());
    this.#unsubscribe = session.store.subscribe(() => this.refresh());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getState = (): SessionState => this.#state;

  /** The second the picture shows, so that all ages and axes step together. */
  readonly now = (): EpochMs => this.#now;

  /** Takes over what is new. Called on every change of the session, and from time to time for the clock. */
  refresh(): void {
    if (this.#frozen) return;
    const state = this.#session.store.getState();
    const now = wholeSecond(this.#session.now());
    if (state === this.#state && now === this.#now) return;
    this.#state = state;
    this.#now = now;
    for (const listener of this.#listeners) listener();
  }

  /** Holds the picture, or lets it go on from where the run is by now. */
  freeze(frozen: boolean): void {
    this.#frozen = frozen;
    this.refresh();
  }

  close(): void {
    this.#unsubscribe();
    this.#listeners.clear();
  }
}

function wholeSecond(at: EpochMs): EpochMs {
  return epochMs(Math.floor(at / 1000) * 1000);
}
