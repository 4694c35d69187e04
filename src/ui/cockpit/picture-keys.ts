import { kubectlDialog } from './dialogs.ts';
import { rewindowed } from './screen-state.ts';
import type { ViewStore } from './view-store.ts';

/** Holds the picture, or lets it go on. */
export function freeze(store: ViewStore): void {
  const { phase, screen } = store.getView();
  if (phase.name !== 'running') {
    store.toast('There is no picture yet.');
    return;
  }
  phase.picture.freeze(!screen.frozen);
  store.show({ frozen: !screen.frozen });
}

/** A longer or shorter stretch of time in charts. */
export function changeWindow(store: ViewStore, direction: 1 | -1): void {
  const { screen } = store.getView();
  const next = rewindowed(screen, direction);
  if (next.windowMs !== screen.windowMs) store.show(next);
  else store.toast(`Charts show no ${direction === 1 ? 'longer' : 'shorter'} stretch of time than this.`);
}

/** Shows how another terminal gets at the cluster, or says why it cannot. */
export async function pointKubectl(store: ViewStore): Promise<void> {
  const { phase } = store.getView();
  const open = phase.name === 'running' ? phase.surroundings.pointKubectl : undefined;
  if (!open) {
    const isRunning = phase.name === 'running';
    store.toast(isRunning ? 'kubectl cannot be pointed here.' : 'The run is still being opened.');
    return;
  }
  try {
    store.show({ overlay: kubectlDialog(await open()) });
  } catch (error) {
    store.toast(error instanceof Error ? error.message : String(error));
  }
}
