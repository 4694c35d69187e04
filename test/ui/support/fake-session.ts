import type { EpochMs } from '../../../src/autoscaling/units.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { Action, Session } from '../../../src/session/session.ts';
import type { SessionState } from '../../../src/session/state.ts';

/** A session whose state is set by hand; what is dispatched is written down. */
export interface FakeSession extends Session {
  readonly dispatched: Action[];
  /** Set to refuse every action. */
  refuse: string | undefined;
  set(state: SessionState, now?: EpochMs): void;
  readonly listeners: ReadonlySet<() => void>;
}

export function fakeSession(initial: SessionState): FakeSession {
  let state = initial;
  let now = initial.now;
  const listeners = new Set<() => void>();
  const session: FakeSession = {
    scenario: loadScenario('meme-generator'),
    identity: { badge: 'EMBEDDED', context: 'harmony-embedded', profile: 'gke' },
    speed: 1,
    dispatched: [],
    refuse: undefined,
    listeners,
    store: {
      getState: () => state,
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    now: () => now,
    refusal: () => session.refuse,
    waitsFor: () => undefined,
    async dispatch(action) {
      session.dispatched.push(action);
      return { ok: true };
    },
    confirmation: () => undefined,
    confirm() {},
    outstanding: () => 0,
    restore: async () => ({ ok: true }),
    readOnly: () => undefined,
    heldBy: () => undefined,
    takeOver: async () => ({ ok: true }),
    waitingFor: () => undefined,
    cancelWaiting: () => false,
    async close() {},
    set(next, at = next.now) {
      state = next;
      now = at;
      for (const listener of listeners) listener();
    },
  };
  return session;
}
