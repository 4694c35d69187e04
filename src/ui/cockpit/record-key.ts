import type { Phase } from './view.ts';
import type { ViewStore } from './view-store.ts';

/** Begins to record the screen, or ends it, and says where. */
export function toggleRecording(store: ViewStore, phase: Phase): void {
  if (phase.name !== 'running') {
    store.toast('There is no run to record yet.');
    return;
  }
  const { toggleRecording: toggle } = phase.surroundings;
  if (!toggle) {
    store.toast('The screen is not recorded here.');
    return;
  }
  const outcome = toggle();
  if (outcome !== undefined) store.toast(outcome, 'good');
}
