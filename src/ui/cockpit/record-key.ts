import type { Surroundings } from './view.ts';
import type { ViewStore } from './view-store.ts';

/** Begins to record the screen, or ends it, and says where. */
export function toggleRecording(store: ViewStore, { toggleRecording: toggle }: Surroundings): void {
  if (!toggle) {
    store.toast('The screen is not recorded here.');
    return;
  }
  const outcome = toggle();
  if (outcome !== undefined) store.toast(outcome, 'good');
}
