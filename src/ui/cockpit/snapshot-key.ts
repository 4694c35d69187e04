import type { CellSize } from '../layout/place-panes.ts';
import { shownMoment } from '../snapshot/shown-moment.ts';
import type { ViewStore } from './view-store.ts';

/** The terminal that shows the cockpit. */
export interface MountedScreen {
  readonly size: CellSize;
  /** The theme's name. */
  readonly theme: string;
}

/** Keeps what is on the screen now, and says where, or why not. */
export async function takeSnapshot(store: ViewStore, screen: MountedScreen | undefined, name?: string): Promise<void> {
  const view = store.getView();
  const { phase } = view;
  if (phase.name !== 'running' || screen === undefined) {
    store.toast('There is no picture yet.');
    return;
  }
  const save = phase.surroundings.saveSnapshot;
  if (!save) {
    store.toast('Snapshots cannot be kept here.');
    return;
  }
  try {
    const where = await save(shownMoment({ ...view, phase }, screen.size, screen.theme), name);
    store.toast(`Snapshot: ${where}`, 'good');
  } catch (error) {
    store.toast(error instanceof Error ? error.message : String(error));
  }
}
