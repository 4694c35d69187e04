import type { SessionStore } from '../../session/session.ts';
import type { SessionState } from '../../session/state.ts';

/** Resolves once a store, which tells what was recorded a frame later, shows a state. */
export function untilShown(store: SessionStore, isShown: (state: SessionState) => boolean): Promise<void> {
  if (isShown(store.getState())) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = store.subscribe(() => {
      if (!isShown(store.getState())) return;
      stop();
      resolve();
    });
  });
}
